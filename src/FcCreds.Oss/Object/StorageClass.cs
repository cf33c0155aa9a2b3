using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>The storage classes, and which of them must be restored before they can be read.</summary>
internal static class StorageClass
{
    public const string Header = "x-oss-storage-class";
    public const string Standard = "Standard";

    public static string Check(string name, string argument) => name is Standard or "IA" or "Archive" or "ColdArchive" or "DeepColdArchive"
        ? name
        : throw OssErrors.BadArgument("The storage class is not valid.", argument, name);

    public static void CheckReadable(ObjectVersion version)
    {
        if (version.Description.StorageClass is "Archive" or "ColdArchive" or "DeepColdArchive")
            throw OssErrors.InvalidObjectState.With(("ObjectName", version.Name.Key));
    }
}

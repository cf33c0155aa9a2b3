using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>The storage classes, and which of them must be restored before they can be read.</summary>
internal static class StorageClass
{
    public const string Header = "x-oss-storage-class";
    public const string Standard = "Standard";
    public const string Archive = "Archive";
    public const string ColdArchive = "ColdArchive";
    public const string DeepColdArchive = "DeepColdArchive";

    public static string Check(string name, string argument) => name is Standard or "IA" or Archive or ColdArchive or DeepColdArchive
        ? name
        : throw OssErrors.BadArgument("The storage class is not valid.", argument, name);

    public static bool IsArchive(string name) => name is Archive or ColdArchive or DeepColdArchive;

    public static bool IsCold(string name) => name is ColdArchive or DeepColdArchive;

    /// <summary>Refuses what is frozen: archived and not restored, not yet or no longer.</summary>
    public static void CheckReadable(OssCall call, ObjectVersion version)
    {
        if (!IsArchive(version.Description.StorageClass)) return;
        if (ObjectFacts.Of(version).Restore?.IsReadable(call.Clocks.Life.GetUtcNow()) is not true)
            throw OssErrors.InvalidObjectState.With(("ObjectName", version.Name.Key));
    }
}

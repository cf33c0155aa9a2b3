namespace FcCreds.Oss.Lifecycle;

/// <summary>From warm to cold; objects move only in this direction.</summary>
internal static class StorageClassOrder
{
    private static readonly string[] FromWarmToCold = [Object.StorageClass.Standard, "IA", "Archive", "ColdArchive", "DeepColdArchive"];

    public static int Coldness(string storageClass) => Array.IndexOf(FromWarmToCold, storageClass);
}

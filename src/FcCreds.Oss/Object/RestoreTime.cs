namespace FcCreds.Oss.Object;

/// <summary>How long restores take and last, by class and tier: the upper ends of what "RestoreObject" promises.</summary>
internal static class RestoreTime
{
    public const string Expedited = "Expedited";
    public const string Standard = "Standard";
    public const string Bulk = "Bulk";

    /// <summary>From the fastest to the slowest; a running restore can only be made faster.</summary>
    public static readonly string[] Tiers = [Expedited, Standard, Bulk];

    public static bool Has(string storageClass, string tier) => storageClass switch
    {
        StorageClass.ColdArchive => Tiers.Contains(tier),
        StorageClass.DeepColdArchive => tier is Expedited or Standard,
        _ => true,
    };

    public static TimeSpan Of(string storageClass, string tier) => (storageClass, tier) switch
    {
        (StorageClass.Archive, _) => TimeSpan.FromMinutes(1),
        (StorageClass.ColdArchive, Expedited) => TimeSpan.FromHours(1),
        (StorageClass.ColdArchive, Standard) => TimeSpan.FromHours(5),
        (StorageClass.DeepColdArchive, Standard) => TimeSpan.FromHours(48),
        _ => TimeSpan.FromHours(12),
    };

    public static int MaxDays(string storageClass) => storageClass == StorageClass.Archive ? 7 : 365;
}

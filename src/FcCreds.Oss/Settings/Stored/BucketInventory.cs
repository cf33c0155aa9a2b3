using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketInventory": which lists of objects are to be written, where and how often. None is written here.</summary>
internal sealed class BucketInventory : IBucketSetting
{
    public static string Name => "inventory";

    public static string Root => "InventoryConfiguration";

    public static OperationState State => OperationState.Stored;

    public static string? KeyParameter => "inventoryId";

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchInventory, call);

    public static XElement Check(XElement given, OssCall call)
    {
        if (Expect.Some(given, "Id") != call.Query(KeyParameter!)) throw OssErrors.BadArgument("The id in the document is not the one asked for.", "inventoryId", call.Query(KeyParameter!));
        Expect.Truth(given, "IsEnabled");
        var destination = Expect.Child(Expect.Child(given, "Destination"), "OSSBucketDestination");
        Expect.OneOf(destination, "Format", "CSV", "ORC", "Parquet");
        foreach (var name in new[] { "AccountId", "RoleArn", "Bucket" }) Expect.Some(destination, name);
        Expect.OneOf(Expect.Child(given, "Schedule"), "Frequency", "Daily", "Weekly");
        Expect.OneOf(given, "IncludedObjectVersions", "All", "Current");
        return given;
    }
}

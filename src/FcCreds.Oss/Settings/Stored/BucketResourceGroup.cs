using System.Xml.Linq;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketResourceGroup". Without one the bucket is in the default group; ListBuckets can filter by it.</summary>
internal sealed class BucketResourceGroup : IBucketSetting
{
    public static string Name => "resourceGroup";

    public static string Root => "BucketResourceGroupConfiguration";

    public static OperationState State => OperationState.Stored;

    /// <summary>The cloud gives each account a default group with an id of its own.</summary>
    private const string Default = "rg-default-id";

    public static string Of(BucketSettings settings)
        => settings.Find(Name) is { } document ? XElement.Parse(document).Element("ResourceGroupId")!.Value : Default;

    public static XElement WhenNotSet(OssCall call) => new(Root, new XElement("ResourceGroupId", Default));

    public static XElement Check(XElement given, OssCall call)
    {
        return new(Root, new XElement("ResourceGroupId", given.Element("ResourceGroupId")?.Value.Trim() is { Length: > 0 } id ? id : Default));
    }
}

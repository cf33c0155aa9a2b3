using System.Xml.Linq;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.AccessPoints;

/// <summary>"PutAccessPointPublicAccessBlock": the block of one access point; kept, for its alias is no address here.</summary>
internal sealed class AccessPointPublicAccessBlock : IBucketSetting
{
    public static string Name => "accessPointPublicAccessBlock";

    public static string Root => BucketPublicAccessBlock.Root;

    public static OperationState State => OperationState.Stored;

    public static string? KeyParameter => AccessPoint.Header;

    public static XElement WhenNotSet(OssCall call)
    {
        Demand(call);
        return BucketPublicAccessBlock.Document(isOn: false);
    }

    public static XElement Check(XElement given, OssCall call)
    {
        Demand(call);
        return BucketPublicAccessBlock.Check(given);
    }

    private static void Demand(OssCall call)
    {
        var name = call.Query(AccessPoint.Header) ?? "";
        if (call.Settings.Find($"{AccessPoint.Kind}/{name}") is null) throw OssErrors.NoSuchAccessPoint.With(("AccessPointName", name));
    }
}

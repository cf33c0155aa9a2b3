using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.AccessPoints;

/// <summary>An access point of a bucket ("Access points"): it is kept and shown, but its alias is no address here.</summary>
internal static partial class AccessPoint
{
    /// <summary>Among the bucket's settings.</summary>
    public const string Kind = "accessPoint";

    public const string PolicyKind = "accessPointPolicy";

    public const string Header = "x-oss-access-point-name";

    private static readonly string[] Shown = ["Bucket", "AccessPointName", "Alias", "NetworkOrigin", "VpcConfiguration", "Status"];

    /// <summary>The name that the request's header gives.</summary>
    public static string Name(OssCall call)
        => call.Header(Header) is { Length: > 0 } name ? name : throw OssErrors.BadArgument("The access point name is missing.", Header, "");

    public static XElement Find(OssCall call) => XElement.Parse(
        call.Settings.Find($"{Kind}/{Name(call)}") ?? throw OssErrors.NoSuchAccessPoint.With(("AccessPointName", Name(call))));

    /// <summary>Checks "CreateAccessPointConfiguration" and turns it into what GetAccessPoint answers.</summary>
    public static XElement Make(XElement given, OssCall call)
    {
        var name = Expect.Some(given, "AccessPointName");
        if (!AllowedName().IsMatch(name)) throw OssErrors.BadArgument("A name has 3 to 19 lower-case letters, digits and hyphens.", "AccessPointName", name);
        var origin = Expect.OneOf(given, "NetworkOrigin", "vpc", "internet");
        var vpc = origin == "vpc" ? Expect.Some(Expect.Child(given, "VpcConfiguration"), "VpcId") : "";
        var (owner, region) = (call.Bucket.OwnerAccountId, call.Bucket.Region);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Bucket.Name}/{name}")))[..20];
        return new("GetAccessPointResult",
            new XElement("AccessPointName", name),
            new XElement("Bucket", call.Bucket.Name),
            new XElement("AccountId", owner),
            new XElement("NetworkOrigin", origin),
            new XElement("VpcConfiguration", new XElement("VpcId", vpc)),
            new XElement("AccessPointArn", $"acs:oss:{region}:{owner}:accesspoint/{name}"),
            new XElement("CreationDate", call.Clocks.Wire.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new XElement("Alias", $"{name}-{digest}-ossalias"),
            new XElement("Status", "enable"),
            new XElement("Endpoints",
                new XElement("PublicEndpoint", $"{name}-{owner}.oss-{region}.oss-accesspoint.aliyuncs.com"),
                new XElement("InternalEndpoint", $"{name}-{owner}.oss-{region}-internal.oss-accesspoint.aliyuncs.com")));
    }

    /// <summary>As lists show it.</summary>
    public static XElement Entry(string document)
    {
        var point = XElement.Parse(document);
        return new("AccessPoint", Shown.Select(name => point.Element(name)));
    }

    /// <summary>A page behind a token, which is the name it ended with.</summary>
    public static XElement List(OssCall call, string owner, IEnumerable<KeyValuePair<string, string>> all)
    {
        var (token, limit) = (call.Query("continuation-token") ?? "", call.QueryNumber("max-keys", 100, 1, 1000));
        var rest = all.Where(one => string.CompareOrdinal(one.Key, token) > 0).OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        var isTruncated = rest.Length > limit;
        return new("ListAccessPointsResult",
            new XElement("MaxKeys", limit),
            new XElement("IsTruncated", isTruncated),
            new XElement("NextContinuationToken", isTruncated ? rest[limit - 1].Key : null),
            new XElement("AccountId", owner),
            new XElement("AccessPoints", rest.Take(limit).Select(one => Entry(one.Value))));
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,17}[a-z0-9]\z")]
    private static partial Regex AllowedName();
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FcCreds.Core.Policy;
using FcCreds.Oss.AccessPoints;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>
/// An Object FC Access Point ("Object FC Access Points"): GetObject through its alias calls a function, whose answer is the object.
/// Kept among the bucket's settings as the document that GetAccessPointForObjectProcess answers, its configuration beside it.
/// </summary>
/// <param name="Name">As its owner calls it.</param>
/// <param name="OwnerAccountId">Of the bucket and the point.</param>
/// <param name="Configuration">Which function, and what may be asked of it.</param>
/// <param name="Policy">The point's own, without what is public where that is blocked.</param>
internal sealed partial record ObjectProcessPoint(string Name, string OwnerAccountId, ObjectProcessConfiguration Configuration, AttachedPolicy? Policy)
{
    public const string Kind = "accessPointForObjectProcess";
    public const string ConfigKind = "accessPointConfigForObjectProcess";
    public const string PolicySetting = "accessPointPolicyForObjectProcess";
    public const string Header = "x-oss-access-point-for-object-process-name";

    /// <summary>How every alias ends; no bucket may be called so in the cloud.</summary>
    public const string AliasSuffix = "-opapalias";

    /// <summary>So that the alias fits into one label of a host name.</summary>
    private const int MaxNameInAlias = 30;

    public static string NameIn(OssCall call)
        => call.Header(Header) is { Length: > 0 } name ? name : throw OssErrors.BadArgument("The name of the Object FC Access Point is missing.", Header, "");

    public static XElement Find(OssCall call) => XElement.Parse(
        call.Settings.Find($"{Kind}/{NameIn(call)}") ?? throw OssErrors.NoSuchAccessPointForObjectProcess.With(("AccessPointForObjectProcessName", NameIn(call))));

    /// <summary>What GetAccessPointConfigForObjectProcess answers of a point that is there.</summary>
    public static XElement ConfigurationOf(BucketSettings settings, string name) => XElement.Parse(settings.Find($"{ConfigKind}/{name}")!);

    /// <summary>The point with that alias; null when the bucket has none.</summary>
    public static ObjectProcessPoint? ByAlias(BucketSettings settings, string alias)
    {
        foreach (var (key, document) in settings.All(Kind))
        {
            var point = XElement.Parse(document);
            if (point.Element("AccessPointForObjectProcessAlias")?.Value != alias) continue;
            var name = point.Element("AccessPointNameForObjectProcess")!.Value;
            var configuration = ObjectProcessConfiguration.Read(ConfigurationOf(settings, name));
            var policy = settings.Find($"{PolicySetting}/{name}") is { } json ? BucketPolicy.Read(json, "access-point") : null;
            return new(name, point.Element("AccountId")!.Value, configuration, configuration.BlocksPublic ? policy?.WithoutPublic : policy?.Whole);
        }
        return null;
    }

    /// <summary>What GetAccessPointForObjectProcess is to answer of a new one.</summary>
    public static XElement Make(XElement given, OssCall call)
    {
        var name = NameIn(call);
        if (!AllowedName().IsMatch(name)) throw OssErrors.BadArgument("A name has up to 63 lower-case letters, digits and hyphens, no hyphen first or last.", Header, name);
        var supporting = Expect.Some(given, "AccessPointName");
        if (call.Settings.Find($"{AccessPoint.Kind}/{supporting}") is null) throw OssErrors.NoSuchAccessPoint.With(("AccessPointName", supporting));
        var (owner, region) = (call.Bucket.OwnerAccountId, call.Bucket.Region);
        // A name is unique in its account and region, so the alias is made of these.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{region}/{owner}/process/{name}")))[..20];
        return new("GetAccessPointForObjectProcessResult",
            new XElement("AccessPointNameForObjectProcess", name),
            new XElement("AccessPointForObjectProcessAlias", $"{name[..Math.Min(name.Length, MaxNameInAlias)].TrimEnd('-')}-{digest}{AliasSuffix}"),
            new XElement("AccessPointName", supporting),
            new XElement("AccountId", owner),
            new XElement("AccessPointForObjectProcessArn", $"acs:oss:{region}:{owner}:accesspointforobjectprocess/{name}"),
            new XElement("CreationDate", call.Clocks.Wire.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new XElement("Status", "enable"),
            new XElement("Endpoints",
                new XElement("PublicEndpoint", $"{name}-{owner}.oss-{region}.oss-object-process.aliyuncs.com"),
                new XElement("InternalEndpoint", $"{name}-{owner}.oss-{region}-internal.oss-object-process.aliyuncs.com")),
            new XElement(ObjectProcessConfiguration.Anonymous, "false"));
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex AllowedName();
}

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
internal sealed partial record ObjectProcessPoint(string Name, string OwnerAccountId, string FunctionName, string RoleArn, AttachedPolicy? Policy)
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

    /// <summary>The point with that alias; null when the bucket has none.</summary>
    public static ObjectProcessPoint? ByAlias(BucketSettings settings, string alias)
    {
        foreach (var (key, document) in settings.All(Kind))
        {
            var point = XElement.Parse(document);
            if (point.Element("AccessPointForObjectProcessAlias")?.Value != alias) continue;
            var name = point.Element("AccessPointNameForObjectProcess")!.Value;
            var function = XElement.Parse(settings.Find($"{ConfigKind}/{name}")!).Descendants("FunctionCompute").First();
            var policy = settings.Find($"{PolicySetting}/{name}") is { } json ? new AttachedPolicy("access-point", "Inline", PolicyDocument.Known(json, PolicyKind.Bucket)) : null;
            return new(name, point.Element("AccountId")!.Value, FunctionNameIn(function.Element("FunctionArn")!.Value), function.Element("FunctionAssumeRoleArn")!.Value, policy);
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
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Bucket.Name}/process/{name}")))[..20];
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
            new XElement("AllowAnonymousAccessForObjectProcess", "false"),
            BucketPublicAccessBlock.Document(isOn: true));
    }

    /// <summary>Checks "ObjectProcessConfiguration" and returns what GetAccessPointConfigForObjectProcess is to answer.</summary>
    public static XElement Configuration(XElement given)
    {
        if (given.Element("AllowAnonymousAccessForObjectProcess")?.Value.Trim().ToLowerInvariant() is not (null or "" or "false"))
            throw OssErrors.NotImplemented.Saying("Anonymous access through an Object FC Access Point is not implemented.");
        var process = Expect.Child(given, "ObjectProcessConfiguration");
        foreach (var feature in process.Descendants("AllowedFeature"))
            if (feature.Value != "GetObject-Range") throw OssErrors.BadArgument("The feature is not known.", "AllowedFeature", feature.Value);
        foreach (var action in process.Descendants("Action"))
            if (action.Value != "GetObject") throw OssErrors.BadArgument("Only GetObject can be processed.", "Action", action.Value);
        var functions = process.Descendants("FunctionCompute").ToList();
        if (functions.Count != 1) throw OssXml.Malformed("There is one FunctionCompute.");
        FunctionNameIn(Expect.Some(functions[0], "FunctionArn"));
        Expect.Some(functions[0], "FunctionAssumeRoleArn");
        return new("GetAccessPointConfigForObjectProcessResult", new XElement(process), new XElement("AllowAnonymousAccessForObjectProcess", "false"), BucketPublicAccessBlock.Document(isOn: true));
    }

    /// <summary>Of FC 2.0 (<c>acs:fc:region:account:services/service.LATEST/functions/name</c>) and 3.0 (<c>…:functions/name/LATEST</c>).</summary>
    private static string FunctionNameIn(string arn)
        => FunctionArn().Match(arn) is { Success: true } match ? match.Groups["name"].Value : throw OssErrors.BadArgument("That is no function's ARN.", "FunctionArn", arn);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex AllowedName();

    [GeneratedRegex(@"^acs:fc:[^:]*:[0-9]*:(services/[^/]+/)?functions/(?<name>[A-Za-z_][A-Za-z0-9_-]{0,127})(/[^/]+)?\z")]
    private static partial Regex FunctionArn();
}

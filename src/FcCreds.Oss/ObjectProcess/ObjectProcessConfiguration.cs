using System.Text.RegularExpressions;
using System.Xml.Linq;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>What "PutAccessPointConfigForObjectProcess" says: which function answers, with which role the object is read for it, and what may be asked.</summary>
internal sealed partial record ObjectProcessConfiguration
{
    public const string Anonymous = "AllowAnonymousAccessForObjectProcess";

    private const string RangeFeature = "GetObject-Range";

    public required string FunctionName { get; init; }

    /// <summary>Null when the ARN names none.</summary>
    public required string? FunctionAccountId { get; init; }

    public required string RoleArn { get; init; }

    /// <summary>The function understands requests for a range.</summary>
    public required bool AllowsRange { get; init; }

    /// <summary>Statements of the point's policy that are for everyone do not count.</summary>
    public required bool BlocksPublic { get; init; }

    /// <summary>Of what <see cref="Check"/> returned.</summary>
    public static ObjectProcessConfiguration Read(XElement document)
    {
        var function = document.Descendants("FunctionCompute").First();
        var arn = ArnIn(function);
        return new()
        {
            FunctionName = arn.Groups["name"].Value,
            FunctionAccountId = arn.Groups["account"].Value is { Length: > 0 } account ? account : null,
            RoleArn = Expect.Some(function, "FunctionAssumeRoleArn"),
            AllowsRange = document.Descendants("AllowedFeature").Any(feature => feature.Value.Trim() == RangeFeature),
            BlocksPublic = BucketPublicAccessBlock.IsOn(document.Element(BucketPublicAccessBlock.Root)!),
        };
    }

    /// <summary>Checks the configuration in a Create or Put, and returns what GetAccessPointConfigForObjectProcess is to answer.</summary>
    public static XElement Check(XElement given)
    {
        if (given.Element(Anonymous)?.Value.Trim().ToLowerInvariant() is not (null or "" or "false"))
            throw OssErrors.NotImplemented.Saying("Anonymous access through an Object FC Access Point is not implemented.");
        var process = Expect.Child(given, "ObjectProcessConfiguration");
        foreach (var feature in process.Descendants("AllowedFeature"))
            if (feature.Value.Trim() != RangeFeature) throw OssErrors.BadArgument("The feature is not known.", "AllowedFeature", feature.Value);
        foreach (var action in process.Descendants("Action"))
            if (action.Value.Trim() != "GetObject") throw OssErrors.BadArgument("Only GetObject can be processed.", "Action", action.Value);
        var functions = process.Descendants("FunctionCompute").ToList();
        if (functions.Count != 1) throw OssXml.Malformed("There is one FunctionCompute.");
        ArnIn(functions[0]);
        Expect.Some(functions[0], "FunctionAssumeRoleArn");
        // On unless it was said otherwise, as the page's sample of a new point shows.
        var block = given.Element(BucketPublicAccessBlock.Root) is { } asked ? BucketPublicAccessBlock.Check(asked) : BucketPublicAccessBlock.Document(isOn: true);
        return new("GetAccessPointConfigForObjectProcessResult", new XElement(process), new XElement(Anonymous, "false"), block);
    }

    /// <summary>Of FC 2.0 (<c>acs:fc:region:account:services/service.LATEST/functions/name</c>) and 3.0 (<c>…:functions/name/LATEST</c>).</summary>
    private static Match ArnIn(XElement function)
    {
        var arn = Expect.Some(function, "FunctionArn");
        return FunctionArn().Match(arn) is { Success: true } match ? match : throw OssErrors.BadArgument("That is no function's ARN.", "FunctionArn", arn);
    }

    [GeneratedRegex(@"^acs:fc:[^:]*:(?<account>[0-9]*):(services/[^/]+/)?functions/(?<name>[A-Za-z_][A-Za-z0-9_-]{0,127})(/[^/]+)?\z")]
    private static partial Regex FunctionArn();
}

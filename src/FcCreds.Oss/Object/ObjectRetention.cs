using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"PutObjectRetention": until when a version is kept. It can be prolonged, never shortened.</summary>
internal sealed class PutObjectRetention : IOperation<PutObjectRetention>
{
    public const string Root = "Retention";
    private const int MaxBody = 4 * 1024;
    private const string Compliance = "COMPLIANCE";

    public required DateTimeOffset RetainUntil { get; init; }

    public static string Parameters => "versionId";

    public static async ValueTask<PutObjectRetention> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, Root, MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        var (mode, until) = (given.Element("Mode")?.Value.Trim(), given.Element("RetainUntilDate")?.Value.Trim());
        if (mode != Compliance) throw OssErrors.BadArgument("The only mode is COMPLIANCE.", "Mode", mode);
        if (!DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) || time <= call.Clocks.Life.GetUtcNow())
            throw OssErrors.BadArgument("RetainUntilDate is no date in the future.", "RetainUntilDate", until);
        return new() { RetainUntil = time };
    }

    public static IEnumerable<Demand> Demands(PutObjectRetention input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(PutObjectRetention input, OssCall call, CancellationToken ct)
    {
        ObjectHold.CheckEnabled(call);
        var version = await ObjectFacts.ChangeAsync(call, (version, facts) =>
        {
            if (version.Description.ObjectType == "Appendable") throw OssErrors.OperationNotSupported.With(("Detail", "An appendable object cannot be retained."));
            if (facts.Retention?.RetainUntil > input.RetainUntil) throw OssErrors.BadArgument("RetainUntilDate can only be extended.", "RetainUntilDate", OssXml.Time(input.RetainUntil));
            return facts with { Retention = new(Compliance, input.RetainUntil) };
        }, ct);
        return OssReply.Empty().With("x-oss-version-id", call.VersionIdOf(version));
    }
}

/// <summary>"GetObjectRetention".</summary>
internal sealed class GetObjectRetention : IPlainOperation<GetObjectRetention>
{
    public static string Parameters => "versionId";

    public static IEnumerable<Demand> Demands(GetObjectRetention input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(GetObjectRetention input, OssCall call, CancellationToken ct)
    {
        var version = await FindObject.AddressedAsync(call, ct);
        var retention = ObjectFacts.Of(version).Retention ?? throw OssErrors.NoSuchObjectWormConfiguration.With(("Key", call.Address.Key));
        return OssReply.Xml(new XElement(PutObjectRetention.Root,
            new XElement("Mode", retention.Mode),
            new XElement("RetainUntilDate", OssXml.Time(retention.RetainUntil)))).With("x-oss-version-id", call.VersionIdOf(version));
    }
}

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

    public required Retention Asked { get; init; }

    public static string Parameters => "versionId";

    public static async ValueTask<PutObjectRetention> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, Root, MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return new() { Asked = Check(given.Element("Mode")?.Value.Trim(), given.Element("RetainUntilDate")?.Value.Trim(), call.Clocks.Life.GetUtcNow(), ("Mode", "RetainUntilDate")) };
    }

    /// <param name="names">Of what holds the mode and the date.</param>
    public static Retention Check(string? mode, string? until, DateTimeOffset now, (string Mode, string Until) names)
    {
        if (mode != Retention.Compliance) throw OssErrors.BadArgument("The only mode is COMPLIANCE.", names.Mode, mode);
        return DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time > now
            ? new(mode, time)
            : throw OssErrors.BadArgument($"{names.Until} is no date in the future.", names.Until, until);
    }

    public static IEnumerable<Demand> Demands(PutObjectRetention input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(PutObjectRetention input, OssCall call, CancellationToken ct)
    {
        ObjectHold.CheckEnabled(call);
        var version = await ObjectFacts.ChangeAsync(call, (version, facts) =>
        {
            if (version.Description.ObjectType == "Appendable") throw OssErrors.OperationNotSupported.With(("Detail", "An appendable object cannot be retained."));
            if (facts.Retention?.RetainUntil > input.Asked.RetainUntil) throw OssErrors.BadArgument("RetainUntilDate can only be extended.", "RetainUntilDate", OssXml.Time(input.Asked.RetainUntil));
            return facts with { Retention = input.Asked };
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

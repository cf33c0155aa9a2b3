using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"PutObjectLegalHold": keeps a version until it is let go.</summary>
internal sealed class PutObjectLegalHold : IOperation<PutObjectLegalHold>
{
    public const string Root = "LegalHold";
    public const string On = "ON";
    public const string Off = "OFF";
    private const int MaxBody = 4 * 1024;

    public required bool IsOn { get; init; }

    public static string Parameters => "versionId";

    public static async ValueTask<PutObjectLegalHold> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, Root, MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return new()
        {
            IsOn = given.Element("Status")?.Value.Trim() switch
            {
                On => true,
                Off => false,
                var status => throw OssErrors.BadArgument("Status is ON or OFF.", "Status", status),
            },
        };
    }

    public static IEnumerable<Demand> Demands(PutObjectLegalHold input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(PutObjectLegalHold input, OssCall call, CancellationToken ct)
    {
        ObjectHold.CheckEnabled(call);
        var version = await ObjectFacts.ChangeAsync(call, (_, facts) => facts with { LegalHold = input.IsOn }, ct);
        return OssReply.Empty().With("x-oss-version-id", call.VersionIdOf(version));
    }
}

/// <summary>"GetObjectLegalHold": OFF where it was never set.</summary>
internal sealed class GetObjectLegalHold : IPlainOperation<GetObjectLegalHold>
{
    public static string Parameters => "versionId";

    public static IEnumerable<Demand> Demands(GetObjectLegalHold input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(GetObjectLegalHold input, OssCall call, CancellationToken ct)
    {
        var version = await FindObject.AddressedAsync(call, ct);
        return OssReply.Xml(new XElement(PutObjectLegalHold.Root,
            new XElement("Status", ObjectFacts.Of(version).LegalHold ? PutObjectLegalHold.On : PutObjectLegalHold.Off))).With("x-oss-version-id", call.VersionIdOf(version));
    }
}

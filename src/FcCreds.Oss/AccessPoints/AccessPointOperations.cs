using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.AccessPoints;

/// <summary>"CreateAccessPoint".</summary>
internal sealed class CreateAccessPoint : IOperation<CreateAccessPoint>
{
    private const int MaxBody = 16 * 1024;

    public required XElement Point { get; init; }

    public static OperationState State => OperationState.Stored;

    public static async ValueTask<CreateAccessPoint> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, "CreateAccessPointConfiguration", MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return new() { Point = AccessPoint.Make(given, call) };
    }

    public static IEnumerable<Demand> Demands(CreateAccessPoint input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(CreateAccessPoint input, OssCall call, CancellationToken ct)
    {
        var name = $"{AccessPoint.Kind}/{input.Point.Element("AccessPointName")!.Value}";
        var text = input.Point.ToString(SaveOptions.DisableFormatting);
        await call.ChangeSettingsAsync(settings => settings.Find(name) is null ? settings.With(name, text) : throw OssErrors.AccessPointAlreadyExists.With(), ct);
        return OssReply.Xml(new XElement("CreateAccessPointResult", input.Point.Element("AccessPointArn"), input.Point.Element("Alias")));
    }
}

/// <summary>"GetAccessPoint".</summary>
internal sealed class GetAccessPoint : IPlainOperation<GetAccessPoint>
{
    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(GetAccessPoint input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetAccessPoint input, OssCall call, CancellationToken ct) => new(OssReply.Xml(AccessPoint.Find(call)));
}

/// <summary>"DeleteAccessPoint", and its policy with it.</summary>
internal sealed class DeleteAccessPoint : IPlainOperation<DeleteAccessPoint>
{
    public static string Headers => AccessPoint.Header;

    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(DeleteAccessPoint input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteAccessPoint input, OssCall call, CancellationToken ct)
    {
        AccessPoint.Find(call);
        var name = AccessPoint.Name(call);
        string[] its = [AccessPoint.Kind, AccessPoint.PolicyKind, AccessPointPublicAccessBlock.Name];
        await call.ChangeSettingsAsync(settings => its.Aggregate(settings, (left, kind) => left.With($"{kind}/{name}", null)), ct);
        return OssReply.Empty(204);
    }
}

/// <summary>"ListAccessPoints" of a bucket.</summary>
internal sealed class ListBucketAccessPoints : IPlainOperation<ListBucketAccessPoints>
{
    public static string Parameters => "max-keys continuation-token";

    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(ListBucketAccessPoints input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(ListBucketAccessPoints input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(AccessPoint.List(call, call.Bucket.OwnerAccountId, call.Settings.All(AccessPoint.Kind))));
}

/// <summary>"ListAccessPoints" of the caller's account.</summary>
internal sealed class ListAccessPoints : IPlainOperation<ListAccessPoints>
{
    public static string Parameters => "max-keys continuation-token";

    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(ListAccessPoints input, OssCall call) => [Demand.OnService(call)];

    public static async ValueTask<OssReply> RunAsync(ListAccessPoints input, OssCall call, CancellationToken ct)
    {
        var all = new List<KeyValuePair<string, string>>();
        foreach (var bucket in await call.Store.ListBucketsAsync(call.Caller.AccountId, ct))
            all.AddRange((await call.SettingsStore.FindAsync(bucket, ct)).All(AccessPoint.Kind));
        return OssReply.Xml(AccessPoint.List(call, call.Caller.AccountId, all));
    }
}

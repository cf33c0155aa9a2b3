using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.AccessPoints;

/// <summary>"PutAccessPointPolicy": checked as a bucket policy is, and kept.</summary>
internal sealed class PutAccessPointPolicy : IOperation<PutAccessPointPolicy>
{
    public required string Json { get; init; }

    public static string Headers => AccessPoint.Header;

    public static OperationState State => OperationState.Stored;

    public static async ValueTask<PutAccessPointPolicy> ReadAsync(OssCall call, CancellationToken ct) => new() { Json = (await BucketPolicy.ReadAsync(call, ct)).Json };

    public static IEnumerable<Demand> Demands(PutAccessPointPolicy input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(PutAccessPointPolicy input, OssCall call, CancellationToken ct)
    {
        AccessPoint.Find(call);
        var name = $"{AccessPoint.PolicyKind}/{AccessPoint.Name(call)}";
        await call.ChangeSettingsAsync(settings => settings.With(name, input.Json), ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetAccessPointPolicy": the text as it was put.</summary>
internal sealed class GetAccessPointPolicy : IPlainOperation<GetAccessPointPolicy>
{
    public static string Headers => AccessPoint.Header;

    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(GetAccessPointPolicy input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetAccessPointPolicy input, OssCall call, CancellationToken ct)
    {
        AccessPoint.Find(call);
        var json = call.Settings.Find($"{AccessPoint.PolicyKind}/{AccessPoint.Name(call)}") ?? throw OssErrors.NoSuchAccessPointPolicy.With(("AccessPointName", AccessPoint.Name(call)));
        return new(BucketPolicy.Answer(json));
    }
}

/// <summary>"DeleteAccessPointPolicy"; 204 whether or not there was one.</summary>
internal sealed class DeleteAccessPointPolicy : IPlainOperation<DeleteAccessPointPolicy>
{
    public static string Headers => AccessPoint.Header;

    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(DeleteAccessPointPolicy input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteAccessPointPolicy input, OssCall call, CancellationToken ct)
    {
        AccessPoint.Find(call);
        var name = $"{AccessPoint.PolicyKind}/{AccessPoint.Name(call)}";
        await call.ChangeSettingsAsync(settings => settings.With(name, null), ct);
        return OssReply.Empty(204);
    }
}

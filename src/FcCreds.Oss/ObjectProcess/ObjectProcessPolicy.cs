using FcCreds.Core.Policy;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>"PutAccessPointPolicyForObjectProcess": who may read through the point, beside what RAM says.</summary>
internal sealed class PutAccessPointPolicyForObjectProcess : IOperation<PutAccessPointPolicyForObjectProcess>
{
    public required PolicyDocument Document { get; init; }

    public static string Headers => ObjectProcessPoint.Header;

    public static async ValueTask<PutAccessPointPolicyForObjectProcess> ReadAsync(OssCall call, CancellationToken ct) => new() { Document = await BucketPolicy.ReadAsync(call, ct) };

    public static IEnumerable<Demand> Demands(PutAccessPointPolicyForObjectProcess input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(PutAccessPointPolicyForObjectProcess input, OssCall call, CancellationToken ct)
    {
        ObjectProcessPoint.Find(call);
        var name = ObjectProcessPoint.NameIn(call);
        if (PublicAccess.IsPublic(input.Document) && ObjectProcessConfiguration.Read(ObjectProcessPoint.ConfigurationOf(call.Settings, name)).BlocksPublic)
            throw OssErrors.PublicBucketPolicyBlocked.With();
        await call.ChangeSettingsAsync(settings => settings.With($"{ObjectProcessPoint.PolicySetting}/{name}", input.Document.Json), ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetAccessPointPolicyForObjectProcess": the text as it was put.</summary>
internal sealed class GetAccessPointPolicyForObjectProcess : IPlainOperation<GetAccessPointPolicyForObjectProcess>
{
    public static string Headers => ObjectProcessPoint.Header;

    public static IEnumerable<Demand> Demands(GetAccessPointPolicyForObjectProcess input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetAccessPointPolicyForObjectProcess input, OssCall call, CancellationToken ct)
    {
        ObjectProcessPoint.Find(call);
        var name = ObjectProcessPoint.NameIn(call);
        return new(BucketPolicy.Answer(call.Settings.Find($"{ObjectProcessPoint.PolicySetting}/{name}") ?? throw OssErrors.NoSuchAccessPointPolicy.With(("AccessPointName", name))));
    }
}

/// <summary>"DeleteAccessPointPolicyForObjectProcess"; 204 whether or not there was one.</summary>
internal sealed class DeleteAccessPointPolicyForObjectProcess : IPlainOperation<DeleteAccessPointPolicyForObjectProcess>
{
    public static string Headers => ObjectProcessPoint.Header;

    public static IEnumerable<Demand> Demands(DeleteAccessPointPolicyForObjectProcess input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteAccessPointPolicyForObjectProcess input, OssCall call, CancellationToken ct)
    {
        ObjectProcessPoint.Find(call);
        var name = $"{ObjectProcessPoint.PolicySetting}/{ObjectProcessPoint.NameIn(call)}";
        await call.ChangeSettingsAsync(settings => settings.With(name, null), ct);
        return OssReply.Empty(204);
    }
}

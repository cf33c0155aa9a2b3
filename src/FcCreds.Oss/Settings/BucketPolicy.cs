using System.Text;
using FcCreds.Core.Policy;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>A bucket's policy in the forms in which it is asked.</summary>
/// <param name="Whole">As it was put.</param>
/// <param name="IsPublic">It gives something to everyone.</param>
/// <param name="WithoutPublic">What is left of it where public access is blocked; null when nothing is.</param>
internal sealed record BucketPolicy(AttachedPolicy Whole, bool IsPublic, AttachedPolicy? WithoutPublic)
{
    public const string SettingName = "policy";

    /// <summary>16 KB.</summary>
    private const int MaxBody = 16 * 1024;

    /// <summary>The policy in the body of a Put.</summary>
    public static async ValueTask<PolicyDocument> ReadAsync(OssCall call, CancellationToken ct)
    {
        var body = await OssBody.ReadAsync(call, MaxBody, () => OssErrors.InvalidPolicyDocument.Saying($"The policy is longer than {MaxBody} bytes."), ct);
        var parse = PolicyDocument.Parse(Encoding.UTF8.GetString(body), PolicyKind.Bucket);
        return parse.Document ?? throw OssErrors.InvalidPolicyDocument.Saying($"The policy is invalid. {parse}");
    }

    /// <summary>The text as it was put.</summary>
    public static OssReply Answer(string json) => new OssReply(200) { Content = Encoding.UTF8.GetBytes(json) }.With("Content-Type", "application/json");

    /// <summary>Null when the bucket has none.</summary>
    public static BucketPolicy? Of(BucketSettings settings) => settings.View(SettingName, static json => Read(json, "bucket"));

    /// <param name="json">A policy that was checked when it was put.</param>
    /// <param name="name">What its statements are called where a decision is told.</param>
    public static BucketPolicy Read(string json, string name)
    {
        var document = PolicyDocument.Known(json, PolicyKind.Bucket);
        var rest = document.Only(statement => !PublicAccess.IsPublic(statement));
        return new(Named(document), PublicAccess.IsPublic(document), rest is null ? null : Named(rest));

        AttachedPolicy Named(PolicyDocument whole) => new(name, "Inline", whole);
    }
}

/// <summary>"PutBucketPolicy": a JSON document.</summary>
internal sealed class PutBucketPolicy : IOperation<PutBucketPolicy>
{
    public required PolicyDocument Document { get; init; }

    public static async ValueTask<PutBucketPolicy> ReadAsync(OssCall call, CancellationToken ct) => new() { Document = await BucketPolicy.ReadAsync(call, ct) };

    public static IEnumerable<Demand> Demands(PutBucketPolicy input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(PutBucketPolicy input, OssCall call, CancellationToken ct)
    {
        if (PublicAccess.IsPublic(input.Document) && await PublicAccess.IsBlockedAsync(call, call.Settings, call.Bucket.OwnerAccountId, ct))
            throw OssErrors.PublicBucketPolicyBlocked.With();
        await call.ChangeSettingsAsync(settings => settings.With(BucketPolicy.SettingName, input.Document.Json), ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetBucketPolicy": the text as it was put.</summary>
internal sealed class GetBucketPolicy : IPlainOperation<GetBucketPolicy>
{
    public static IEnumerable<Demand> Demands(GetBucketPolicy input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetBucketPolicy input, OssCall call, CancellationToken ct)
        => new(BucketPolicy.Answer(call.Settings.Find(BucketPolicy.SettingName) ?? throw OssErrors.NoSuchBucketPolicy.With(("BucketName", call.Bucket.Name))));
}

/// <summary>"DeleteBucketPolicy"; 204 whether or not there was one.</summary>
internal sealed class DeleteBucketPolicy : IPlainOperation<DeleteBucketPolicy>
{
    public static IEnumerable<Demand> Demands(DeleteBucketPolicy input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteBucketPolicy input, OssCall call, CancellationToken ct)
    {
        await call.ChangeSettingsAsync(settings => settings.With(BucketPolicy.SettingName, null), ct);
        return OssReply.Empty(204);
    }
}

using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Hns;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketVersioning": once on it can only be suspended. The setting is the status alone, for every request asks for it.</summary>
internal sealed class PutBucketVersioning : IOperation<PutBucketVersioning>
{
    public const string Root = "VersioningConfiguration";
    private const int MaxBody = 4 * 1024;

    public required string Status { get; init; }

    public static async ValueTask<PutBucketVersioning> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, Root, MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return new() { Status = Expect.OneOf(given, "Status", "Enabled", "Suspended") };
    }

    public static IEnumerable<Demand> Demands(PutBucketVersioning input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(PutBucketVersioning input, OssCall call, CancellationToken ct)
    {
        if (Directories.AreIn(call.Settings)) throw OssErrors.HnsHasNoVersions.With(("BucketName", call.Bucket.Name));
        if (BucketWorm.Of(call.Settings, call.Clocks.Life.GetUtcNow()) is { } worm)
            throw OssErrors.InvalidRequest.Saying("A bucket with a retention policy can have no versioning.", ("WormId", worm.WormId));
        if (input.Status != "Enabled" && ObjectHold.IsEnabled(call.Settings))
            throw OssErrors.InvalidRequest.Saying("A bucket with object-level retention keeps its versioning.", ("BucketName", call.Bucket.Name));
        await call.ChangeSettingsAsync(settings => settings.With(BucketSettings.VersioningName, input.Status), ct);
        return OssReply.Empty();
    }
}

/// <summary>"GetBucketVersioning": without a status while it was never on.</summary>
internal sealed class GetBucketVersioning : IPlainOperation<GetBucketVersioning>
{
    public static IEnumerable<Demand> Demands(GetBucketVersioning input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetBucketVersioning input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(new XElement(PutBucketVersioning.Root,
            call.Settings.Find(BucketSettings.VersioningName) is { } status ? new XElement("Status", status) : null)));
}

using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketLogging": where access logs go. None is written here; the journal tells of every request.</summary>
internal sealed class BucketLogging : IBucketSetting
{
    private const string Enabled = "LoggingEnabled";

    public static string Name => "logging";

    public static string Root => "BucketLoggingStatus";

    public static OperationState State => OperationState.Stored;

    public static XElement WhenNotSet(OssCall call) => new(Root);

    public static XElement Check(XElement given, OssCall call)
    {
        if (given.Element(Enabled) is not { } enabled) return new(Root);
        var prefix = enabled.Element("TargetPrefix")?.Value ?? "";
        if (prefix.Length > 32) throw OssErrors.BadArgument("The target prefix is longer than 32 characters.", "TargetPrefix", prefix);
        return new(Root, new XElement(Enabled,
            new XElement("TargetBucket", Expect.Some(enabled, "TargetBucket")),
            new XElement("TargetPrefix", prefix),
            enabled.Element("LoggingRole")));
    }

    public static IEnumerable<Demand> AlsoDemands(XElement document) => Target(document) is { } bucket
        ? [new() { Action = "oss:PutObject", Bucket = bucket, Key = document.Descendants("TargetPrefix").Single().Value + "*" }]
        : [];

    public static async ValueTask CheckAgainstStoreAsync(XElement document, OssCall call, CancellationToken ct)
    {
        if (Target(document) is not { } name) return;
        var target = await call.Store.FindBucketAsync(name, ct);
        if (target is null || target.OwnerAccountId != call.Bucket.OwnerAccountId || target.Region != call.Bucket.Region)
            throw OssErrors.InvalidTargetBucketForLogging.With(("TargetBucket", name));
    }

    private static string? Target(XElement document) => document.Element(Enabled)?.Element("TargetBucket")?.Value;
}

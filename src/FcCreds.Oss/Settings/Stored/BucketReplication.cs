using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings.Stored;

/// <summary>"PutBucketReplication": adds one rule. Nothing is replicated, so the status stays at <c>starting</c> and no progress is told.</summary>
internal sealed class PutBucketReplication : IOperation<PutBucketReplication>
{
    public const string Setting = "replication";
    public const string Root = "ReplicationConfiguration";

    private const int MaxBody = 64 * 1024;

    public required XElement Rule { get; init; }

    public static OperationState State => OperationState.Stored;

    public static async ValueTask<PutBucketReplication> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, Root, MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        var rule = Expect.Some(given, "Rule", 1)[0];
        var destination = Expect.Child(rule, "Destination");
        Expect.Some(destination, "Bucket");
        Expect.Some(destination, "Location");
        rule.Element("Status")?.Remove();
        if (rule.Element("ID") is null) rule.AddFirst(new XElement("ID", Guid.NewGuid().ToString()));
        rule.Add(new XElement("Status", "starting"));
        return new() { Rule = rule };
    }

    public static IEnumerable<Demand> Demands(PutBucketReplication input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(PutBucketReplication input, OssCall call, CancellationToken ct)
    {
        var id = input.Rule.Element("ID")!.Value;
        await call.ChangeSettingsAsync(settings => settings.With($"{Setting}/{id}", input.Rule.ToString(SaveOptions.DisableFormatting)), ct);
        return OssReply.Empty().With("x-oss-replication-rule-id", id);
    }
}

/// <summary>"GetBucketReplication".</summary>
internal sealed class GetBucketReplication : IPlainOperation<GetBucketReplication>
{
    public static OperationState State => OperationState.Stored;

    public static IEnumerable<Demand> Demands(GetBucketReplication input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetBucketReplication input, OssCall call, CancellationToken ct)
    {
        var rules = call.Settings.All(PutBucketReplication.Setting).Select(one => XElement.Parse(one.Value)).ToArray();
        return rules.Length > 0
            ? new(OssReply.Xml(new XElement(PutBucketReplication.Root, rules)))
            : throw OssErrors.NoSuchReplicationConfiguration.With(("BucketName", call.Bucket.Name));
    }
}

/// <summary>"DeleteBucketReplication": of the rule that the document names.</summary>
internal sealed class DeleteBucketReplication : IOperation<DeleteBucketReplication>
{
    private const int MaxBody = 4 * 1024;

    public required string Id { get; init; }

    public static OperationState State => OperationState.Stored;

    public static async ValueTask<DeleteBucketReplication> ReadAsync(OssCall call, CancellationToken ct)
    {
        var given = await OssXml.ReadAsync(call, "ReplicationRules", MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return new() { Id = Expect.Some(given, "ID") };
    }

    public static IEnumerable<Demand> Demands(DeleteBucketReplication input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteBucketReplication input, OssCall call, CancellationToken ct)
    {
        var name = $"{PutBucketReplication.Setting}/{input.Id}";
        if (call.Settings.Find(name) is null) throw OssErrors.NoSuchReplicationRule.With(("ID", input.Id));
        await call.ChangeSettingsAsync(settings => settings.With(name, null), ct);
        return OssReply.Empty();
    }
}

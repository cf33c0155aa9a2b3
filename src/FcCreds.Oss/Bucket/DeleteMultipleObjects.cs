using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Bucket;

/// <summary>"DeleteMultipleObjects": up to 1,000 keys, each with its own outcome.</summary>
internal sealed class DeleteMultipleObjects : IOperation<DeleteMultipleObjects>
{
    private const int MaxKeys = 1000;
    private const int MaxBody = 4 * 1024 * 1024;

    public required IReadOnlyList<Target> Targets { get; init; }

    public required bool IsQuiet { get; init; }

    public required KeyEncoding Encoding { get; init; }

    internal sealed record Target(string Key, string? VersionId);

    public static string Parameters => "encoding-type";

    public static async ValueTask<DeleteMultipleObjects> ReadAsync(OssCall call, CancellationToken ct)
    {
        if (call.Header("Content-Length") is null && call.Header("Transfer-Encoding") is null) throw OssErrors.MissingContentLength.With();
        var document = await OssXml.ReadAsync(call, "Delete", MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        var targets = document.Elements("Object").Select(ReadTarget).ToArray();
        if (targets.Length is 0 or > MaxKeys) throw OssXml.Malformed($"A request deletes 1 to {MaxKeys} objects.");
        return new()
        {
            Targets = targets,
            IsQuiet = document.Element("Quiet")?.Value.Trim() is "true",
            Encoding = KeyEncoding.Read(call),
        };
    }

    public static IEnumerable<Demand> Demands(DeleteMultipleObjects input, OssCall call) => input.Targets.Select(target => new Demand
    {
        Action = target.VersionId is null ? "oss:DeleteObject" : "oss:DeleteObjectVersion",
        Bucket = call.Address.Bucket,
        Key = target.Key,
        Access = AclAccess.Write,
        IsPerKey = true,
    });

    public static async ValueTask<OssReply> RunAsync(DeleteMultipleObjects input, OssCall call, CancellationToken ct)
    {
        var result = new XElement("DeleteResult", input.Encoding.Element());
        foreach (var target in input.Targets)
        {
            var key = new XElement("Key", input.Encoding.Of(target.Key));
            var refused = call.Access.RefusalOf(target.Key)
                ?? await ObjectHold.RefusalAsync(call, target.Key, target.VersionId, ct)
                ?? await WormGuard.RefusalAsync(call, new(call.Address.Bucket, target.Key), target.VersionId, ct);
            if (refused is { } refusal)
            {
                result.Add(new XElement("Error", key, new XElement("Code", refusal.Code), new XElement("Message", refusal.Message)));
                continue;
            }
            var outcome = await ObjectChange.DeleteAsync(
                call,
                new() { Name = new(call.Address.Bucket, target.Key), VersionId = target.VersionId, VersionMode = call.Settings.VersionMode },
                "ObjectRemoved:DeleteObjects",
                ct);
            if (input.IsQuiet) continue;
            var marker = outcome.Marker ?? (outcome.Removed is { IsDeleteMarker: true } removed ? removed : null);
            result.Add(new XElement("Deleted",
                key,
                target.VersionId is null ? null : new XElement("VersionId", target.VersionId),
                marker is null ? null : new XElement("DeleteMarker", "true"),
                marker is null ? null : new XElement("DeleteMarkerVersionId", marker.VersionId)));
        }
        // Quiet success has no XML at all.
        return input.IsQuiet && result.Element("Error") is null ? OssReply.Empty() : OssReply.Xml(result);
    }

    private static Target ReadTarget(XElement element)
    {
        var key = element.Element("Key")?.Value ?? "";
        ObjectKey.Check(key);
        return new(key, element.Element("VersionId")?.Value is { Length: > 0 } id ? id : null);
    }
}

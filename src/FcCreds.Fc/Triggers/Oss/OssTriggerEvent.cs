using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Events;

namespace FcCreds.Fc.Triggers.Oss;

/// <summary>The event that an oss trigger hands to its function (page "OSS triggers", section "event").</summary>
internal static class OssTriggerEvent
{
    public static byte[] Of(ObjectEvent happened, string ruleId)
    {
        var entry = new OssEventEntry(
            happened.EventName,
            "acs:oss",
            happened.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.000'Z'", CultureInfo.InvariantCulture),
            "1.0",
            new(
                new($"acs:oss:{happened.Region}:{happened.BucketOwnerId}:{happened.Bucket}", happened.Bucket, happened.BucketOwnerId),
                new(happened.DeltaSize, happened.ETag, happened.Key, new(happened.MimeType, happened.UserMeta), happened.Size),
                "1.0",
                ruleId),
            happened.Region,
            new(happened.SourceIpAddress),
            new(happened.RequestId),
            new(happened.PrincipalId));
        return JsonSerializer.SerializeToUtf8Bytes(new OssEventList([entry]), OssEventJson.Plain.OssEventList);
    }
}

internal sealed record OssEventList(IReadOnlyList<OssEventEntry> Events);

internal sealed record OssEventEntry(
    string EventName, string EventSource, string EventTime, string EventVersion, OssEventSubject Oss, string Region,
    OssRequestParameters RequestParameters, OssResponseElements ResponseElements, OssUserIdentity UserIdentity);

internal sealed record OssEventSubject(OssEventBucket Bucket, OssEventObject Object, string OssSchemaVersion, string RuleId);

internal sealed record OssEventBucket(string Arn, string Name, string OwnerIdentity);

internal sealed record OssEventObject(long DeltaSize, string ETag, string Key, OssObjectMeta ObjectMeta, long Size);

internal sealed record OssObjectMeta(string MimeType, IReadOnlyDictionary<string, string> UserMeta);

internal sealed record OssRequestParameters([property: JsonPropertyName("sourceIPAddress")] string SourceIPAddress);

internal sealed record OssResponseElements(string RequestId);

internal sealed record OssUserIdentity(string PrincipalId);

[JsonSerializable(typeof(OssEventList))]
internal sealed partial class OssEventJson : JsonSerializerContext
{
    /// <summary>Keys stay as they are: a handler reads this, and no page embeds it.</summary>
    public static readonly OssEventJson Plain = new(new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

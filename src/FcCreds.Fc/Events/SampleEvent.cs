using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FcCreds.Core.Events;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Fc.Triggers.Timer;

namespace FcCreds.Fc.Events;

/// <summary>
/// Events as triggers hand them over, made up for trying a function: those of triggers that are served here come from the same code,
/// the others have the shapes that FC's pages show.
/// </summary>
internal static class SampleEvent
{
    public const string Oss = "oss";
    public const string Timer = "timer";
    public const string Http = "http";

    /// <summary>Kinds and what they are, for help.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [Oss] = "something happened to an object",
        [Timer] = "a timer fired",
        [Http] = "an HTTP request to a trigger with a built-in runtime",
        ["sls"] = "Simple Log Service: a range of a log store",
        ["mns-topic"] = "a message of an MNS topic, in JSON",
        ["eventbridge"] = "a batch of CloudEvents, as from an MNS queue, RocketMQ, Kafka …",
        ["cdn"] = "a CDN event",
        ["tablestore"] = "changes of a table, in JSON (the cloud sends CBOR)",
    };

    public static byte[] Of(string kind, SampleOptions options) => kind switch
    {
        Oss => OssTriggerEvent.Of(ObjectEvent(options), Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(options.Bucket)))),
        Timer => JsonSerializer.SerializeToUtf8Bytes(new TimerEvent(Second(options.Now), options.TriggerName, options.Body ?? ""), TimerJson.Plain.TimerEvent),
        Http => HttpEvent.Write(Request(options), Context(options)).ToArray(),
        _ => Encoding.UTF8.GetBytes(Other(kind, options).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })),
    };

    private static ObjectEvent ObjectEvent(SampleOptions options) => new()
    {
        EventName = options.EventName,
        Bucket = options.Bucket,
        BucketOwnerId = options.AccountId,
        Region = options.Region,
        Key = options.Key,
        ETag = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(options.Body ?? options.Key))),
        Size = Encoding.UTF8.GetByteCount(options.Body ?? options.Key),
        DeltaSize = Encoding.UTF8.GetByteCount(options.Body ?? options.Key),
        MimeType = "application/octet-stream",
        Time = options.Now,
        RequestId = options.Ids.OssRequestId(),
        SourceIpAddress = "192.0.2.1",
        PrincipalId = options.AccountId,
    };

    private static FunctionRequest Request(SampleOptions options)
    {
        var (path, query) = options.Path.Split('?', 2) is [var before, var after] ? (before, after) : (options.Path, "");
        return new()
        {
            Method = options.Method,
            RawPath = path,
            RawQuery = query,
            Headers = [new("Host", Domain(options)), new("User-Agent", "fccreds"), .. options.Body is null ? Array.Empty<HeaderField>() : [new("Content-Type", "application/json")]],
            Body = Encoding.UTF8.GetBytes(options.Body ?? ""),
        };
    }

    private static HttpEventContext Context(SampleOptions options) => new()
    {
        AccountId = options.AccountId,
        DomainName = Domain(options),
        RequestId = options.Ids.FcRequestId(),
        Time = options.Now,
        Protocol = "HTTP/1.1",
        SourceIp = "192.0.2.1",
    };

    private static string Domain(SampleOptions options) => $"sample-abcdefghij.{options.Region}.fcapp.run";

    private static JsonNode Other(string kind, SampleOptions options)
    {
        var (region, account, seconds, milliseconds) = (options.Region, options.AccountId, options.Now.ToUnixTimeSeconds(), options.Now.ToUnixTimeMilliseconds());
        var body = options.Body ?? "hello";
        return kind switch
        {
            "sls" => new JsonObject
            {
                ["parameter"] = new JsonObject(),
                ["source"] = new JsonObject
                {
                    ["endpoint"] = $"http://{region}-intranet.log.aliyuncs.com",
                    ["projectName"] = "sample-project",
                    ["logstoreName"] = "sample-logstore",
                    ["shardId"] = 0,
                    ["beginCursor"] = "MTUyOTQ4MDIwOTY1NTk3ODQ2Mw==",
                    ["endCursor"] = "MTUyOTQ4MDIwOTY1NTk3ODQ2NA==",
                },
                ["jobName"] = "1f7043ced683de1a4e3d8d70b5a412843d817a39",
                ["taskId"] = "c2691505-38da-4d1b-998a-f1d4bb8c9994",
                ["cursorTime"] = seconds,
            },
            "mns-topic" => new JsonObject
            {
                ["TopicOwner"] = account,
                ["Message"] = body,
                ["Subscriber"] = account,
                ["PublishTime"] = milliseconds,
                ["SubscriptionName"] = "sample-subscription",
                ["MessageMD5"] = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(body))),
                ["TopicName"] = "sample-topic",
                ["MessageId"] = "2F5B3C281B283D4EAC694B7425288675",
            },
            "eventbridge" => new JsonArray(new JsonObject
            {
                ["id"] = "bj694332-4cf0-4fc2-87b6-6c4d6f1e4c55",
                ["source"] = "acs.mns",
                ["specversion"] = "1.0",
                ["type"] = "mns:Queue:SendMessage",
                ["datacontenttype"] = "application/json; charset=utf-8",
                ["subject"] = $"acs:mns:{region}:{account}:queues/sample-queue",
                ["time"] = Second(options.Now),
                ["aliyunaccountid"] = account,
                ["aliyunpublishtime"] = Second(options.Now),
                ["aliyunoriginalaccountid"] = account,
                ["aliyuneventbusname"] = "sample-bus",
                ["aliyunregionid"] = region,
                ["aliyunpublishaddr"] = "192.0.2.1",
                ["data"] = new JsonObject { ["requestId"] = "606EE90AA0E0D5F1E5CC5B4E", ["messageId"] = "C6B3DEE2D19A2D6C23B4E45BCEDC8F2C", ["messageBody"] = body },
            }),
            "cdn" => new JsonObject
            {
                ["events"] = new JsonArray(new JsonObject
                {
                    ["eventName"] = "CachedObjectsRefreshed",
                    ["eventSource"] = "cdn",
                    ["eventVersion"] = "1.0.0",
                    ["eventTime"] = options.Now.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                    ["traceId"] = "cf89e5a8-7d59-4bb5-a33e-4c3d08e25acf",
                    ["region"] = region,
                    ["resource"] = new JsonObject { ["domain"] = "example.com" },
                    ["eventParameter"] = new JsonObject { ["objectPath"] = new JsonArray($"/{options.Key}"), ["createTime"] = seconds, ["domain"] = "example.com", ["completeTime"] = seconds, ["objectType"] = "File", ["taskId"] = 2089687230 },
                    ["userIdentity"] = new JsonObject { ["aliUid"] = account },
                }),
            },
            "tablestore" => new JsonObject
            {
                ["Version"] = "Sync-v1",
                ["Records"] = new JsonArray(new JsonObject
                {
                    ["Type"] = "PutRow",
                    ["Info"] = new JsonObject { ["Timestamp"] = milliseconds * 1000 },
                    ["PrimaryKey"] = new JsonArray(new JsonObject { ["ColumnName"] = "id", ["Value"] = "1" }),
                    ["Columns"] = new JsonArray(new JsonObject { ["Type"] = "Put", ["ColumnName"] = "text", ["Value"] = body, ["Timestamp"] = milliseconds }),
                }),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of event."),
        };
    }

    private static string Second(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>What an event is to say.</summary>
internal sealed record SampleOptions(IdSource Ids, DateTimeOffset Now)
{
    public required string AccountId { get; init; }

    public string Region { get; init; } = "cn-hangzhou";

    public string Bucket { get; init; } = "my-bucket";

    public string Key { get; init; } = "source/a.txt";

    /// <summary>Without <c>oss:</c>.</summary>
    public string EventName { get; init; } = "ObjectCreated:PutObject";

    public string TriggerName { get; init; } = "my-trigger";

    public string Method { get; init; } = "GET";

    /// <summary>With its query.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Of a request, a message or a row; a timer's payload.</summary>
    public string? Body { get; init; }
}

using System.Collections.Concurrent;
using FcCreds.Core.Callers;
using FcCreds.Core.Events;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Callback;
using FcCreds.Oss.Image;
using FcCreds.Oss.ObjectProcess;
using FcCreds.Oss.Post;
using FcCreds.Oss.S3;
using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss;

/// <summary>One request on its way through the pipeline, with what has been found out about it so far.</summary>
internal sealed class OssCall : IDisposable
{
    private BucketRecord? bucket;

    /// <summary>The request as operations read it: of a form upload, the fields stand where other uploads have headers.</summary>
    public required WireRequest Wire { get; set; }

    /// <summary>The request as it came, which is what its signature covers.</summary>
    public required WireRequest Received { get; init; }

    /// <summary>True when an S3 client speaks, or may: it is answered as S3 does.</summary>
    public bool SpeaksS3 { get; set; }

    /// <summary>What an S3 client asks for.</summary>
    public S3Operation? S3 { get; set; }

    public required string RequestId { get; init; }

    public required Stream Body { get; set; }

    public required IObjectStore Store { get; init; }

    public required OssOptions Options { get; init; }

    public required Clocks Clocks { get; init; }

    public required IdSource Ids { get; init; }

    public required IJournal Journal { get; init; }

    /// <summary>Of all buckets.</summary>
    public required BucketSettingsStore SettingsStore { get; init; }

    public required ObjectEvents Events { get; init; }

    /// <summary>What listeners do about the events of this call; the answer waits for it.</summary>
    public ConcurrentBag<Task> Told { get; } = [];

    public required CallbackClient Callbacks { get; init; }

    public required ImageTool Images { get; init; }

    public required ImageTasks Tasks { get; init; }

    public required ObjectProcessor Processor { get; init; }

    public OssAddress Address { get; set; } = OssAddress.None;

    public OperationRow? Row { get; set; }

    /// <summary>Of a form upload: read before the caller is known, who is named in it.</summary>
    public PostForm? Form { get; set; }

    public Caller Caller { get; set; } = Caller.Anonymous;

    /// <summary>What authentication found, for a refused caller too: the journal names the session even then.</summary>
    public CallerOutcome? Outcome { get; set; }

    public AccessTrace Access { get; } = new();

    /// <summary>The caller said that they pay for what is not theirs, and had to.</summary>
    public bool IsRequesterCharged { get; set; }

    /// <summary>Payload bytes moved, for the journal.</summary>
    public long? Size { get; set; }

    /// <summary>Slows the body down, and the answer's.</summary>
    public TrafficLimit? TrafficLimit { get; set; }

    public ObjectName Name => new(Address.Bucket, Address.Key);

    /// <summary>The bucket addressed. Set before any operation that needs one runs.</summary>
    public BucketRecord Bucket
    {
        get => bucket ?? throw OssErrors.NoSuchBucket.With(("BucketName", Address.Bucket));
        set => bucket = value;
    }

    public BucketRecord? FoundBucket => bucket;

    /// <summary>Of the bucket addressed, as they were when the request came.</summary>
    public BucketSettings Settings { get; set; } = BucketSettings.None;

    /// <summary>RAM's name for what is being done.</summary>
    public string Action => Row?.Action ?? "";

    public bool IsHead => Wire.Method == "HEAD";

    public string? Header(string name) => Wire.Header(name);

    public string? Query(string name) => Wire.QueryValue(name);

    /// <summary>A query number within bounds, or the default when absent.</summary>
    public int QueryNumber(string name, int standard, int least, int most)
    {
        var text = Query(name);
        if (string.IsNullOrEmpty(text)) return standard;
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw OssErrors.BadArgument($"Argument {name} must be an integer between {least} and {most}.", name, text);
    }

    public async ValueTask ChangeSettingsAsync(Func<BucketSettings, BucketSettings> change, CancellationToken ct)
        => Settings = await SettingsStore.ChangeAsync(Bucket, change, ct);

    /// <summary>The same call, writing another object than the one addressed, perhaps in another bucket.</summary>
    public async ValueTask<OssCall> TowardAsync(ObjectName target, CancellationToken ct)
    {
        var call = (OssCall)MemberwiseClone();
        call.Address = Address with { Bucket = target.Bucket, Key = target.Key };
        if (target.Bucket == Address.Bucket) return call;
        call.Bucket = await Store.FindBucketAsync(target.Bucket, ct) ?? throw OssErrors.NoSuchBucket.With(("BucketName", target.Bucket));
        call.Settings = await SettingsStore.FindAsync(call.Bucket, ct);
        return call;
    }

    /// <summary>The same call for work that goes on after its answer: without what belongs to the connection.</summary>
    public OssCall Detached()
    {
        var call = (OssCall)MemberwiseClone();
        (call.Body, call.TrafficLimit) = (Stream.Null, null);
        return call;
    }

    /// <summary>For <c>x-oss-version-id</c>; null where versions were never on.</summary>
    public string? VersionIdOf(ObjectVersion? version) => Settings.VersionMode == VersionMode.Off ? null : version?.VersionId;

    public void Note(string kind, string message, string? invocation = null)
        => Journal.Append(new JournalNote { Kind = kind, Message = message, RequestId = RequestId, SessionId = Outcome?.Claims?.SessionId, InvocationId = invocation });

    public void Dispose() => TrafficLimit?.Dispose();
}

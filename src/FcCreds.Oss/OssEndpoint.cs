using FcCreds.Core.Callers;
using FcCreds.Core.Events;
using FcCreds.Core.Faults;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;
using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Callback;
using FcCreds.Oss.Cname;
using FcCreds.Oss.Image;
using FcCreds.Oss.ObjectProcess;
using FcCreds.Oss.S3;
using FcCreds.Oss.Settings;
using FcCreds.Oss.Website;
using FcCreds.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Oss;

/// <summary>The OSS pipeline: where a request is addressed, what it asks, who sent it, whether they may, and the answer.</summary>
internal sealed partial class OssEndpoint(
    IObjectStore store, CallerResolver callers, Clocks clocks, IdSource ids, IJournal journal, ObjectEvents events, CallbackClient callbacks, ObjectProcessor processor, DiagnosticMessages diagnostics, OssOptions options, ILogger<OssEndpoint> logger)
    : IAsyncDisposable
{
    private readonly OssHosts hosts = new(options);
    private readonly OssAuthenticator authenticator = new(callers, options);
    private readonly OssAuthorizer authorizer = new(clocks);
    private readonly BucketSettingsStore settings = new(store.Documents);
    private readonly BoundNames names = new(store.Documents, new(store.Documents));
    private readonly ImageTool images = new(options.ImageTools, clocks.Monotonic);
    private readonly ImageTasks tasks = new(clocks);
    private readonly OssRefusals refusals = new(logger, diagnostics);

    /// <summary>What goes wrong on purpose.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>The only place where an OSS error is caught, and the only one that writes a reply.</summary>
    public async Task ServeAsync(HttpContext http, WireRequest wire)
    {
        var (started, arrivedAfter) = (clocks.Monotonic.GetTimestamp(), journal.LastSequence);
        var ct = http.RequestAborted;
        using var call = new OssCall
        {
            Wire = wire,
            Received = wire,
            SpeaksS3 = S3Request.IsSpoken(wire, hosts),
            RequestId = ids.OssRequestId(),
            Body = http.Request.Body,
            Store = store,
            Options = options,
            Clocks = clocks,
            Ids = ids,
            Journal = journal,
            SettingsStore = settings,
            Events = events,
            Callbacks = callbacks,
            Images = images,
            Tasks = tasks,
            Processor = processor,
        };
        OssReply? reply = null;
        try
        {
            reply = In(call, await AnswerAsync(call, http, ct));
        }
        catch (Exception thrown)
        {
            // Nobody waits for the answer to a request whose sender went away; a read of its body may know before the token does.
            if (!ct.IsCancellationRequested && thrown is not ConnectionResetException) reply = In(call, refusals.Of(thrown, call));
        }
        // What an acknowledged change has started is not lost when this process is killed after the acknowledgement.
        await Task.WhenAll(call.Told);
        if (reply is not null) Accompany(reply, call);
        var took = clocks.Monotonic.GetElapsedTime(started);
        // Told before it is sent: whoever has the answer finds it in the journal.
        Tell(call, reply, took, arrivedAfter);
        if (reply is null) return;
        await using (reply) await OssResponse.SendAsync(http.Response, reply, call, took, ct);
    }

    /// <summary>Ends when no work goes on after its answer.</summary>
    public Task WhenIdleAsync() => tasks.WhenIdleAsync();

    /// <summary>To be called when no more requests come, and before the store and the journal are closed.</summary>
    public ValueTask DisposeAsync() => tasks.DisposeAsync();

    private async ValueTask<OssReply> AnswerAsync(OssCall call, HttpContext http, CancellationToken ct)
    {
        call.Address = OssAddress.Read(call.Wire, await HostAsync(call.Wire.Host, ct), options.Loose);
        if (call.SpeaksS3) Translate(call);
        call.Row = OssApi.Find(call.Wire, call.Address.Level);
        await authenticator.AuthenticateAsync(call, ct);
        if (Faults is { IsSet: true }) await Faults.StrikeAsync("oss", call.Row?.Name ?? call.Wire.Method, call.Caller.Arn, call.RequestId, http.Features.Get<IFaultyConnection>(), ct);
        if (call.SpeaksS3) S3Request.Check(call);
        if (call.Row is null) throw OssErrors.MethodNotAllowed.With(("Method", call.Wire.Method), ("ResourceType", call.Address.Level.ToString()));
        var point = await OpenPointAsync(call, ct);
        await OpenBucketAsync(call, ct);
        await S3Body.TranslateAsync(call, ct);
        WebsitePages.LeadToIndex(call);
        StrictRequest.Check(call, call.Row);
        call.TrafficLimit = TrafficLimit.Read(call);
        if (call.TrafficLimit is { } limit) call.Body = limit.Slow(call.Body);
        return point is null ? await WebsitePages.ServeAsync(call, authorizer, ct) : await processor.ServeAsync(call, point, authorizer, ct);
    }

    /// <summary>A name that says nothing by itself may be one that was bound to a bucket.</summary>
    private async ValueTask<OssHost> HostAsync(string host, CancellationToken ct)
    {
        var read = hosts.Read(host);
        return read.Kind == OssHostKind.Unknown && await names.BucketOfAsync(OssHosts.NameOf(host), ct) is { } bucket ? new(OssHostKind.VirtualHost, bucket) : read;
    }

    private static void Translate(OssCall call)
    {
        call.S3 = S3Api.Find(call.Received, call.Address.Level);
        call.Wire = S3Request.Translate(call.Received, call.S3, call.Address.Level);
    }

    private static OssReply In(OssCall call, OssReply reply) => call.SpeaksS3 ? S3Reply.Of(reply, call) : reply;

    /// <summary>The alias of an Object FC Access Point stands where a bucket's name does, and is signed as one; from here on the bucket is meant.</summary>
    private async ValueTask<ObjectProcessPoint?> OpenPointAsync(OssCall call, CancellationToken ct)
    {
        var alias = call.Address.Bucket;
        if (!ObjectProcessAliases.IsOne(alias) || await ObjectProcessAliases.BucketOfAsync(store.Documents, alias, ct) is not { } bucket) return null;
        if (ObjectProcessPoint.ByAlias(await settings.FindAsync(bucket, ct), alias) is not { } point) return null;
        call.Address = call.Address with { Bucket = bucket };
        return point;
    }

    private async ValueTask OpenBucketAsync(OssCall call, CancellationToken ct)
    {
        if (call.Address.Bucket.Length == 0) return;
        // Both at once: a store may be a network away.
        var found = store.FindBucketAsync(call.Address.Bucket, ct).AsTask();
        var set = await settings.FindAsync(call.Address.Bucket, ct);
        if (await found is { } bucket)
        {
            (call.Bucket, call.Settings) = (bucket, set.Of(bucket));
            if (options.StrictRegion && call.Address.Region is { } region && region != bucket.Region)
                throw OssErrors.AccessDeniedEndpoint.With(("Bucket", bucket.Name), ("Endpoint", options.ExtranetEndpoint.Replace("{region}", bucket.Region, StringComparison.Ordinal)));
        }
        else if (call.Row!.NeedsBucket) throw OssErrors.NoSuchBucket.With(("BucketName", call.Address.Bucket));
    }

    /// <summary>Headers that go with whatever is answered.</summary>
    private static void Accompany(OssReply reply, OssCall call)
    {
        CorsHeaders.AddTo(reply, call);
        if (call.IsRequesterCharged && reply.Status < 300) reply.With("x-oss-request-charged", "requester");
    }

    private void Tell(OssCall call, OssReply? reply, TimeSpan took, long arrivedAfter)
    {
        // A client that went away before its answer is told like other servers' logs do.
        const int ClientClosedRequest = 499;
        var status = reply?.Status ?? ClientClosedRequest;
        var principal = call.Caller.Kind == CallerKind.Anonymous ? call.Outcome?.Claims?.PrincipalArn ?? call.Caller.Arn : call.Caller.Arn;
        var operation = call.Row?.Name ?? call.Wire.Method;
        journal.Append(new ServiceCalled
        {
            Service = "oss",
            Operation = operation,
            Resource = call.Address.Resource,
            Principal = principal,
            RequestId = call.RequestId,
            SessionId = call.Outcome?.Claims?.SessionId,
            Status = status,
            Code = reply?.Code,
            Ec = reply?.Ec,
            Decision = call.Access.Decision,
            Statement = call.Access.Statement,
            Needed = call.Access.Needed,
            Read = call.Access.Read,
            Demands = call.Access.Demands,
            Refusal = call.Access.Refusal ?? (call.Outcome is { Verdict: not CallerVerdict.Known } outcome ? RefusalTrace.Of(outcome) : null),
            Size = call.Size,
            DurationMs = took.TotalMilliseconds,
            UserAgent = call.Header("User-Agent"),
            InternalRegion = InternalEndpoint.RegionOf(call.Received.Host),
            ArrivedAfter = arrivedAfter,
            TraceParent = TraceParent.Of(call.Received),
            IsPresigned = call.Outcome?.Signature.ValidUntil is not null,
        });
        Log.Served(logger, operation, call.Address.Resource, principal, call.Access.Decision, status, took.TotalMilliseconds);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Operation} {Resource} by {Principal}: {Decision} {Status} in {Milliseconds:0.0} ms")]
        public static partial void Served(ILogger logger, string operation, string resource, string principal, string? decision, int status, double milliseconds);
    }
}

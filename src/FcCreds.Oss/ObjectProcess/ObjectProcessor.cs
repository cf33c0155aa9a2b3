using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Functions;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Signing;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>
/// GetObject through an Object FC Access Point: calls the point's function with a URL of the object, a route and a token, and answers
/// with what the function sends back by WriteGetObjectResponse, while it sends it. Reader and function must meet at one server.
/// </summary>
internal sealed class ObjectProcessor(ICredentialSource sessions, Func<IFunctionInvoker> functions)
{
    private const string TokenPrefix = "OSSV1#";
    private const int TokenBytes = 48;

    /// <summary>A function may run that long; the URL must last as long.</summary>
    private static readonly TimeSpan LongestInvocation = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, Waiting> waiting = new(StringComparer.Ordinal);

    public async ValueTask<OssReply> ServeAsync(OssCall call, ObjectProcessPoint point, OssAuthorizer authorizer, CancellationToken ct)
    {
        // A browser asks leave before it reads.
        if (call.Row is OperationRow<Preflight>) return await call.Row.ServeAsync(call, authorizer, ct);
        if (call.Row is not OperationRow<GetObject>) throw OssErrors.NotImplemented.Saying($"{call.Row!.Name} through an Object FC Access Point is not implemented; GetObject is.");
        if (call.Header("Range") is not null && !point.Configuration.AllowsRange)
            throw OssErrors.NotImplemented.Saying("The Object FC Access Point does not allow the feature GetObject-Range.", ("Header", "range"));
        if (call.Caller.Kind == CallerKind.Anonymous) throw OssErrors.AccessDeniedAnonymous.With();
        var read = Demand.OnObject(call, AclAccess.Manage) with { Action = FindObject.Action(call, "oss:GetObject", "oss:GetObjectVersion"), Point = point };
        await authorizer.AuthorizeAsync(call, [read], ct);
        var requestId = call.Ids.FcRequestId();
        var function = point.Configuration;
        var session = await sessions.AssumeForServiceAsync(
            new()
            {
                RoleArn = function.RoleArn,
                Service = "fc.aliyuncs.com",
                RoleSessionName = "object-process",
                Duration = LongestInvocation,
                Scope = SessionScope.Invocation,
                FunctionName = function.FunctionName,
                InvocationId = requestId,
            },
            ct);
        if (session.Credentials is not { } credentials) throw OssErrors.ObjectProcessFailed.Saying($"The role of the Object FC Access Point cannot be assumed. {session.Reason}");
        var token = TokenPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var mine = new Waiting(RouteOf(call, point), function.FunctionAccountId ?? point.OwnerAccountId);
        waiting[token] = mine;
        try
        {
            var invocation = new InvocationRequest
            {
                FunctionName = function.FunctionName,
                AccountId = function.FunctionAccountId,
                Event = ObjectProcessEvent.Of(call, new(UrlOf(call, credentials), mine.Route, token)),
                RequestId = requestId,
                CausedBy = call.RequestId,
                TraceParent = TraceParent.Of(call.Received),
            };
            call.Note(JournalNote.ObjectProcess, $"GetObject through {point.Name} calls the function {function.FunctionName} as {requestId}.", requestId);
            return (await AnswerAsync(invocation, mine, ct)).ToReply();
        }
        catch
        {
            // One that came just now waits for a reader that will not be.
            if (!mine.Response.TrySetCanceled(CancellationToken.None) && mine.Response.Task is { IsCompletedSuccessfully: true } late) (await late).Abandon();
            throw;
        }
        finally
        {
            waiting.TryRemove(token, out _);
        }
    }

    /// <summary>Hands the answer of an account's function to the reader that waits for it; false when none does, or it has one already.</summary>
    public bool TryForward(string accountId, string route, string token, ForwardedResponse response)
        => waiting.TryGetValue(token, out var reader) && reader.Route == route && reader.FunctionAccountId == accountId && waiting.TryRemove(token, out _) && reader.Response.TrySetResult(response);

    private async Task<ForwardedResponse> AnswerAsync(InvocationRequest request, Waiting mine, CancellationToken ct)
    {
        var (name, requestId) = (request.FunctionName, request.RequestId);
        // A reader that goes away does not end the function, in the cloud neither.
        var invocation = functions().InvokeAsync(request, CancellationToken.None);
        if (await Task.WhenAny(mine.Response.Task, invocation).WaitAsync(ct) == mine.Response.Task) return await mine.Response.Task;
        try
        {
            var result = await invocation;
            // It may have answered and ended in the same moment.
            if (mine.Response.Task.IsCompleted) return await mine.Response.Task;
            throw OssErrors.ObjectProcessFailed.Saying(result.FunctionError is { } error
                ? $"The function {name} failed with {error} before it answered (invocation {requestId})."
                : $"The function {name} ended without calling WriteGetObjectResponse (invocation {requestId}).");
        }
        catch (ServiceException refused) when (refused.Error != OssErrors.ObjectProcessFailed)
        {
            throw OssErrors.ObjectProcessFailed.Saying($"The function {name} could not be called: {refused.Message}");
        }
    }

    private static string RouteOf(OssCall call, ObjectProcessPoint point)
        => $"{point.Name}-{point.OwnerAccountId}-opap.oss-{call.Bucket.Region}-internal.oss-object-process.aliyuncs.com";

    /// <summary>Presigned with the role of the access point: what the function reads is bounded by that role.</summary>
    private static string UrlOf(OssCall call, SessionCredentials credentials)
    {
        var (bucket, key) = (call.Bucket, call.Address.Key);
        var wire = new WireRequest
        {
            Method = "GET",
            Scheme = "https",
            Host = $"{bucket.Name}.oss-{bucket.Region}-internal.aliyuncs.com",
            RawPath = "/" + PercentEncoding.EncodePath(key),
            Query = call.Query("versionId") is { Length: > 0 } versionId ? [new("versionId", versionId)] : [],
            Headers = [],
        };
        var signed = new OssSigner(SigningKey.Of(credentials), bucket.Region).PresignV4(wire, bucket.Name, key, call.Clocks.Wire.GetUtcNow(), LongestInvocation);
        return $"{wire.Scheme}://{wire.Host}{wire.RawPath}?{string.Join('&', wire.Query.Concat(signed).Select(one => $"{PercentEncoding.Encode(one.Name)}={PercentEncoding.Encode(one.Value ?? "")}"))}";
    }

    private sealed record Waiting(string Route, string FunctionAccountId)
    {
        public TaskCompletionSource<ForwardedResponse> Response { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

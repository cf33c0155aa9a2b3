using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Fc.Code;
using FcCreds.Fc.RuntimeApi;
using FcCreds.Identity.Delivery;
using FcCreds.Identity.Delivery.Oidc;
using FcCreds.Server.Capture;
using FcCreds.Server.Control.Follow;
using FcCreds.Server.Control.Traces;
using FcCreds.Server.Control.Why;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Server.Control;

/// <summary>
/// What is FcCreds' own, under <c>/_fccreds/</c>. Only for programs: a page in a browser (Origin) is refused, and so is a peer from
/// elsewhere without the token. Runtime API capabilities are their own permission.
/// </summary>
internal sealed partial class ControlEndpoint(Rooms rooms, RuntimeApiEndpoint runtimeApi, CodeDownloads downloads, CredentialsUri credentialsUri, OidcIssuer issuer, OrderEndpoint orders)
{
    public const string LifecyclePath = "/_fccreds/lifecycle";
    public const string ClockPath = "/_fccreds/clock";

    private const string Prefix = "/_fccreds/";

    public static bool IsAskedForHealth(WireRequest wire) => wire.RawPath == "/_fccreds/health";

    public Task ServeAsync(HttpContext http, WireRequest wire)
    {
        if (wire.RawPath.StartsWith(RuntimeApiEndpoint.PathPrefix, StringComparison.Ordinal)) return runtimeApi.ServeAsync(http, wire);
        // For everybody: it is how others check what was signed here.
        if (OidcIssuer.Serves(wire.Method, wire.RawPath)) return IssuerAsync(http, wire.RawPath);
        if (wire.Header("Origin") is not null || http.Features.Get<CapturedConnection>() is not null)
            return TextAsync(http, StatusCodes.Status403Forbidden, "Control endpoints are not for browsers or captured traffic.");
        // Their paths are the permission.
        if (CodeDownloads.Serves(wire)) return downloads.ServeAsync(http, wire);
        if (CredentialsUri.Serves(wire)) return credentialsUri.ServeAsync(http, wire, IsTrusted(http, wire));
        if (wire.RawPath is not ("/_fccreds/health" or "/_fccreds/callback-public-key.pem") && !IsTrusted(http, wire))
            return TextAsync(http, StatusCodes.Status403Forbidden, $"Send the control token in {OrderEndpoint.TokenHeader}; without one only this machine may ask.");
        if (orders.Serves(wire)) return orders.ServeAsync(http, wire);
        return (wire.Method, wire.RawPath[Prefix.Length..]) switch
        {
            ("GET", "health") => HealthAsync(http),
            ("GET", "callback-public-key.pem") => http.Response.WriteAsync(rooms.CallbackPublicKeyPem, http.RequestAborted),
            ("GET", "journal") => JournalAsync(http, wire),
            ("GET", "journal/stream") => StreamAsync(http, wire),
            ("GET", "mistakes") => JsonAsync(http, FunctionMistakes.Of(rooms.Journal, wire.QueryValue("function")), JournalJson.Readable.IReadOnlyListJournalEvent),
            ("GET", "explain") => AnswerAsync(http, () => rooms.Gathered.ExplainAsync(wire.QueryValue("request") ?? Explainer.Last, wire.QueryValue("replicas") != "this", http.RequestAborted), WhyJson.Readable.ExplainReport),
            ("GET", "trace") => AnswerAsync(http, async () => new TraceBuilder(await rooms.Gathered.EverythingAsync(http.RequestAborted)).Build(wire.QueryValue("request") ?? TraceBuilder.Last), TraceJson.Readable.TraceReport),
            ("GET", "policy/suggestion") => AnswerAsync(http, () => Task.FromResult(new PolicySuggestions(rooms.Journal).For(wire.QueryValue("function"), wire.QueryValue("role"))), WhyJson.Readable.SuggestionReport),
            ("GET", "clock") => JsonAsync(http, ClockReport.Of(rooms.Clocks), ServerJson.Default.ClockReport),
            ("POST", "clock") => MoveClockAsync(http),
            ("POST", "lifecycle") => LifecycleAsync(http),
            ("POST", "reset") => ResetAsync(http),
            _ => TextAsync(http, StatusCodes.Status404NotFound, $"There is no {wire.Method} {wire.RawPath}."),
        };
    }

    private bool IsTrusted(HttpContext http, WireRequest wire)
    {
        if (http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)) return true;
        return orders.IsAuthorized(wire);
    }

    private Task IssuerAsync(HttpContext http, string path)
    {
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(issuer.Document(path), http.RequestAborted).AsTask();
    }

    private Task HealthAsync(HttpContext http)
    {
        if (!rooms.IsSeeded) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        var report = new HealthReport(rooms.IsSeeded ? "ok" : "starting", rooms.Configuration.AccountId, rooms.Configuration.Region);
        return JsonAsync(http, report, ServerJson.Default.HealthReport);
    }

    private Task JournalAsync(HttpContext http, WireRequest wire)
    {
        var query = new JournalQuery
        {
            AfterSequence = long.TryParse(wire.QueryValue("after"), provider: null, out var after) ? after : 0,
            RequestId = wire.QueryValue("requestId"),
            InvocationId = wire.QueryValue("invocation"),
            SessionId = wire.QueryValue("session"),
            FunctionName = wire.QueryValue("function"),
            Limit = int.TryParse(wire.QueryValue("limit"), provider: null, out var limit) && limit > 0 ? limit : 1000,
        };
        return AnswerAsync(http, () => rooms.Gathered.JournalAsync(query, wire, http.RequestAborted), JournalJson.Readable.IReadOnlyListJournalEvent);
    }

    private async Task StreamAsync(HttpContext http, WireRequest wire)
    {
        try
        {
            await new JournalStream(rooms.Journal, rooms.Clocks).ServeAsync(http, wire);
        }
        catch (ServiceException unclear)
        {
            await TextAsync(http, unclear.Error.Status, unclear.Message);
        }
        catch (OperationCanceledException)
        {
            // The reader left, or takes nothing while the server stops.
            http.Abort();
        }
    }

    private static async Task AnswerAsync<T>(HttpContext http, Func<Task<T>> answer, JsonTypeInfo<T> type)
    {
        try
        {
            await JsonAsync(http, await answer(), type);
        }
        catch (ServiceException unknown)
        {
            await TextAsync(http, unknown.Error.Status, unknown.Message);
        }
    }

    private async Task MoveClockAsync(HttpContext http)
    {
        ClockOrder? order;
        try
        {
            order = await JsonSerializer.DeserializeAsync(http.Request.Body, ServerJson.Default.ClockOrder, http.RequestAborted);
        }
        catch (JsonException)
        {
            order = null;
        }
        if (order is null || (order.LifeSeconds is null && order.WireSeconds is null))
        {
            await TextAsync(http, StatusCodes.Status400BadRequest, "Send {\"lifeSeconds\": N} or {\"wireSeconds\": N}: how far from real time that clock shall be.");
            return;
        }
        if (order.LifeSeconds is { } life) rooms.Clocks.Life.Shift = TimeSpan.FromSeconds(life);
        if (order.WireSeconds is { } wire) rooms.Clocks.Wire.Shift = TimeSpan.FromSeconds(wire);
        await JsonAsync(http, ClockReport.Of(rooms.Clocks), ServerJson.Default.ClockReport);
    }

    private async Task LifecycleAsync(HttpContext http)
        => await JsonAsync(http, await rooms.Lifecycle.RunNowAsync(http.RequestAborted), ServerJson.Default.IReadOnlyListLifecycleReport);

    private async Task ResetAsync(HttpContext http)
    {
        await new StoreReset(rooms).RunAsync(http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task JsonAsync<T>(HttpContext http, T value, JsonTypeInfo<T> type)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted);
    }

    private static Task TextAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text + "\n", http.RequestAborted);
    }
}

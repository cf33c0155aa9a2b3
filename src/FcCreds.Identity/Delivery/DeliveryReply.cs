using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Identity.Delivery;

/// <summary>Answers one who came for credentials, and tells the journal what became of it.</summary>
internal sealed class DeliveryReply(IJournal journal, ShiftableTimeProvider wire)
{
    public Task GiveAsync(HttpContext http, string service, Consumer consumer, SessionCredentials session)
        => GiveAsync(http, service, consumer, DeliveredCredentials.Of(session), session.Claims.SessionId);

    public Task GiveAsync(HttpContext http, string service, Consumer consumer, DeliveredCredentials credentials, string sessionId)
        => GiveAsync(http, service, consumer, sessionId, credentials, DeliveryJson.Default.DeliveredCredentials);

    /// <summary>In a form of the service's own; without a session, what is given leads to one.</summary>
    public async Task GiveAsync<T>(HttpContext http, string service, Consumer consumer, string? sessionId, T answer, JsonTypeInfo<T> type)
    {
        Tell(http, service, consumer.RoleArn, consumer.Name, StatusCodes.Status200OK, code: null, sessionId);
        await WriteAsync(http, StatusCodes.Status200OK, answer, type);
    }

    public async Task RefuseAsync(HttpContext http, string service, string resource, int status, DeliveryRefusal refusal)
    {
        Tell(http, service, resource, "anonymous", status, refusal.Code, sessionId: null);
        await WriteAsync(http, status, refusal, DeliveryJson.Default.DeliveryRefusal);
    }

    private void Tell(HttpContext http, string service, string resource, string principal, int status, string? code, string? sessionId)
        => journal.Append(new ServiceCalled
        {
            Service = service,
            Operation = "GetCredentials",
            Resource = resource,
            Principal = principal,
            Status = status,
            Code = code,
            SessionId = sessionId,
            DurationMs = 0,
            UserAgent = http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null,
        });

    private Task WriteAsync<T>(HttpContext http, int status, T value, JsonTypeInfo<T> type)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        // Who measures by the server's clock how long they live finds the one by which they were made.
        if (wire.Shift != TimeSpan.Zero) http.Response.Headers.Date = wire.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        // Neither a proxy nor a browser is to keep a secret.
        http.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted);
    }
}

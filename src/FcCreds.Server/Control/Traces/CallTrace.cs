using System.Text.Json;
using FcCreds.Core.Journal;

namespace FcCreds.Server.Control.Traces;

/// <summary>A request with its decision and the age of what it was signed with.</summary>
internal static class CallTrace
{
    /// <param name="called">What the journal has.</param>
    /// <param name="issued">Its session, if that is known.</param>
    /// <param name="within">The invocation that it is told under.</param>
    public static TracedCall Of(ServiceCalled called, CredentialIssued? issued, string? within) => new()
    {
        RequestId = called.RequestId,
        Time = called.Time,
        Service = called.Service,
        Operation = called.Operation,
        Resource = called.Resource,
        Principal = called.Principal,
        Size = called.Size,
        Status = called.Status,
        Code = called.Code,
        Ec = called.Ec,
        DurationMs = called.DurationMs,
        SessionId = called.SessionId,
        AccessKeyId = called.Refusal?.Who.AccessKeyId ?? issued?.AccessKeyId,
        CredentialsAgeSeconds = Age(called, issued),
        CredentialsOf = called.SupersededBy is not null && called.SupersededBy == within ? called.InvocationId : null,
        Decision = called.Decision,
        Statement = called.Refusal?.Decided ?? called.Statement,
        Why = called.Refusal?.Reason,
        Needed = called.Refusal?.Needed is { } needed ? Parse(needed) : null,
        Advice = called.Refusal?.Advice,
    };

    /// <summary>By the life clock where a refusal has noted it.</summary>
    private static double? Age(ServiceCalled called, CredentialIssued? issued)
        => called.Refusal?.Who is { IssuedAt: { } from, At: { } at } ? (at - from).TotalSeconds
            : issued is null ? null
            : Math.Max(0, (called.Time - issued.Time).TotalSeconds);

    private static JsonElement Parse(string statement)
    {
        using var json = JsonDocument.Parse(statement);
        return json.RootElement.Clone();
    }
}

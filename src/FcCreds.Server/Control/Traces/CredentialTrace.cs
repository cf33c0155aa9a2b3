using FcCreds.Core.Journal;

namespace FcCreds.Server.Control.Traces;

/// <summary>Sessions that an invocation had.</summary>
internal static class CredentialTrace
{
    /// <summary>Those that it was given first, then others that its calls were signed with.</summary>
    public static IEnumerable<TracedCredentials> OfInvocation(string id, IReadOnlyList<JournalEvent> own, List<InvocationStarted> runs, IReadOnlyList<ServiceCalled> calls, TracedEvents all)
    {
        var delivered = own.OfType<CredentialIssued>().Concat(runs.Select(run => all.Issued(run.SessionId)).OfType<CredentialIssued>()).ToList();
        var used = calls.Select(call => all.Issued(call.SessionId)).OfType<CredentialIssued>();
        return delivered.Concat(used).DistinctBy(issued => issued.SessionId)
            .Select(issued => Of(issued, runs.FirstOrDefault()?.Time, delivered.Contains(issued), issued.InvocationId == id ? null : issued.InvocationId));
    }

    public static TracedCredentials Of(CredentialIssued issued, DateTimeOffset? at, bool isDelivered, string? of) => new()
    {
        SessionId = issued.SessionId ?? "",
        AccessKeyId = issued.AccessKeyId,
        PrincipalArn = issued.PrincipalArn,
        Scope = issued.Scope,
        IssuedTo = issued.IssuedTo,
        IssuedAt = issued.Time,
        ExpiresAt = issued.ExpiresAt,
        AgeSeconds = at is { } then ? Math.Max(0, (then - issued.Time).TotalSeconds) : null,
        IsDelivered = isDelivered,
        OfInvocation = of,
    };
}

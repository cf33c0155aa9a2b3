using FcCreds.Core.Journal;
using FcCreds.Drills.Results;

namespace FcCreds.Drills.Judging;

/// <summary>
/// The first request to a service that went wrong: refusals for credentials or permissions before all, then what was signed with an
/// earlier invocation's credentials (the oldest, for each of them still works), then whatever failed.
/// </summary>
internal static class FirstFailure
{
    public static FailureResult? Find(Evidence evidence)
    {
        var failed = evidence.Calls.Where(call => call.Status >= 400).ToList();
        var stale = evidence.Calls.Where(Evidence.IsStale).MaxBy(call => evidence.IssuedAt(call.SessionId) is { } issued ? evidence.LifeAt(call) - issued : TimeSpan.Zero);
        return (failed.Find(call => call.Refusal is not null) ?? stale ?? failed.FirstOrDefault()) is { } call ? Of(call, evidence) : null;
    }

    private static FailureResult Of(ServiceCalled call, Evidence evidence)
    {
        var who = call.Refusal?.Who;
        var (issuedAt, now) = (who?.IssuedAt ?? evidence.IssuedAt(call.SessionId), who?.At ?? evidence.LifeAt(call));
        var end = who?.ExpiresAt ?? (call.SessionId is { } session ? evidence.Issued.GetValueOrDefault(session)?.ExpiresAt : null);
        return new()
        {
            At = evidence.At(call),
            RequestId = call.RequestId,
            InvocationId = call.SupersededBy ?? call.InvocationId,
            FunctionName = call.FunctionName,
            UserAgent = call.UserAgent,
            Service = call.Service,
            Operation = call.Operation,
            Resource = call.Resource,
            Principal = call.Principal,
            Status = call.Status,
            Code = call.Code,
            Ec = call.Ec,
            CredentialAgeSeconds = issuedAt is { } then ? (now - then).TotalSeconds : null,
            PastEndSeconds = end is { } over ? (now - over).TotalSeconds : null,
            Refusal = call.Refusal,
        };
    }
}

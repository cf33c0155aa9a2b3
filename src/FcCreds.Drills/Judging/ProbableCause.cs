using FcCreds.Drills.Results;

namespace FcCreds.Drills.Judging;

/// <summary>What is known to lead to a first failure of that kind. The known issue is of the SDK that was seen, else of the drill's own list.</summary>
internal static class ProbableCause
{
    private static readonly (string Agent, string Issue)[] ExpiryIssues =
    [
        ("aliyun-sdk-js", "ali-oss #1080, #1175: refreshes by interval since its construction and never looks at the expiry"),
        ("aliyun-sdk-go", "aliyun-oss-go-sdk #110: a client cannot change an expired token"),
        ("AlibabaCloud", "alibaba-cloud-sdk-go #484: credentials are taken once"),
    ];

    public static CauseResult? Of(FailureResult? failure, Evidence evidence)
    {
        if (failure is null) return null;
        var (rule, sentence, fix, issue) = Known(failure, evidence);
        var known = issue ?? (evidence.Scenario.Catches.Count > 0 ? string.Join(", ", evidence.Scenario.Catches) : null);
        return new(rule, sentence, fix, known);
    }

    private static (string Rule, string Sentence, string Fix, string? Issue) Known(FailureResult failure, Evidence evidence) => (failure.Refusal?.Verdict, failure.Code) switch
    {
        ("ExpiredToken" or "RevokedToken", _) or (null, null) when failure.FunctionName is not null => (
            "module-level-client",
            "The handler kept a client, or credentials, from an earlier invocation.",
            "Build the client inside the handler from the credentials of each invocation, or give it a provider that reads them each time.",
            null),
        ("ExpiredToken", _) => (
            "expired-not-refreshed",
            "The client went on with a session after its end.",
            "Refresh before the end (at the latest with a tenth of the life left); on SecurityTokenExpired refresh once, sign anew and try again.",
            Array.Find(ExpiryIssues, known => failure.UserAgent?.Contains(known.Agent, StringComparison.OrdinalIgnoreCase) == true).Issue),
        ("RevokedToken", _) => ("revoked-not-replaced", "The client went on with a session that was taken back.", "Take a refusal of the token for its end: fetch new credentials once, sign anew and try again.", null),
        ("TokenOfAnotherKey", _) or (_, "AccessKeyIdAndSecurityTokenNotMatch") => ("mixed-triple", "Key, secret and token were not of the same session.", "Swap the three as one value, never field by field.", null),
        ("MissingToken", _) => ("missing-token", "A temporary key was used without its token.", "Pass all three fields on.", "funcraft #479"),
        (_, "RequestTimeTooSkewed" or "InvalidTimeStamp.Expired") => ("clock-skew", "The client's clock and the server's disagree by more than the cloud allows.", "Take the time from the reply (Date, ServerTime), correct by the difference and try again; keep clocks synchronised.", "aliyun-oss-android-sdk PR #174"),
        (_, "SignatureNonceUsed") => ("nonce-replayed", "A signed request was sent again as it was.", "Give each try a nonce of its own and sign it anew.", null),
        (_, { } code) when code.StartsWith("Throttling", StringComparison.Ordinal) => ("throttled", "Credentials were asked for more often than the service gives them.", "One refresh at a time for all callers; back off with jitter, obey x-acs-retry-after, and serve what is good meanwhile.", null),
        (_, "AccessDenied" or "NoPermission") => ("not-permitted", failure.Refusal?.Reason ?? "No policy allows it.", failure.Refusal?.Advice ?? (failure.Refusal?.Needed is { } needed ? $"Add to {failure.Refusal.NeededIn}: {needed}" : "Do not refresh for it: new credentials change nothing. Report it."), null),
        (_, "InvalidAccessKeyId") or (_, "InvalidAccessKeyId.Inactive") or (_, "InvalidAccessKeyId.NotFound") => ("key-not-reloaded", "The client still used a key that was disabled or deleted, or a temporary key without its token.", "Read keys anew when they are refused, and reload them before the old one is disabled.", null),
        _ when failure.Status >= 500 || evidence.Scenario.Timeline.Any(moment => moment.Kind == "fault") => ("fault-not-survived", $"{failure.Service} failed on purpose and the client had nothing to go on with.", "Serve the credentials that are still good while their source is down; try again with back-off.", null),
        _ => ("other", failure.Refusal?.Reason ?? $"{failure.Operation} was answered {failure.Status} {failure.Code}.", failure.Refusal?.Advice ?? "See the request's explanation: fccreds explain.", null),
    };
}

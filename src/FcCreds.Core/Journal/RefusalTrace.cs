using FcCreds.Core.Callers;
using FcCreds.Core.Policy;

namespace FcCreds.Core.Journal;

/// <summary>Everything that is known of a refusal at its moment; <c>fccreds explain</c> tells it.</summary>
internal sealed record RefusalTrace
{
    public required CallerTrace Who { get; init; }

    /// <summary>What is wrong with the credentials (<see cref="CallerVerdict"/>); null when they were accepted.</summary>
    public string? Verdict { get; init; }

    /// <summary>The reason in plain words.</summary>
    public required string Reason { get; init; }

    /// <summary>What to do about it, where it is more than to add a statement.</summary>
    public string? Advice { get; init; }

    /// <summary>What was not allowed.</summary>
    public AccessDemand? Demand { get; init; }

    /// <summary><c>ExplicitDeny</c> or <c>ImplicitDeny</c>.</summary>
    public string? Effect { get; init; }

    /// <summary>Everything that was looked at, in order.</summary>
    public IReadOnlyList<StatementTrace>? Read { get; init; }

    /// <summary>The statement that denied.</summary>
    public string? Decided { get; init; }

    /// <summary>The least statement that would have allowed it (JSON).</summary>
    public string? Needed { get; init; }

    /// <summary>Where it belongs, in words.</summary>
    public string? NeededIn { get; init; }

    /// <summary>What the request would have asked next and not been allowed either: statements (JSON) for the same place.</summary>
    public IReadOnlyList<string>? AlsoNeeded { get; init; }

    /// <summary>The caller is not known, or is known and may not come in.</summary>
    public static RefusalTrace Of(CallerOutcome outcome)
    {
        var (reason, advice) = CredentialFault.Describe(outcome);
        return new() { Who = CallerTrace.Of(outcome), Verdict = outcome.Verdict.ToString(), Reason = reason, Advice = advice };
    }

    /// <summary>The caller is known and may not do it.</summary>
    public static RefusalTrace Of(Caller caller, PolicyDecision decision, DateTimeOffset now, params IEnumerable<StatementTrace> beside)
    {
        var isExplicit = decision.Effect == PolicyEffect.ExplicitDeny;
        return new()
        {
            Who = CallerTrace.Of(caller, now),
            Reason = isExplicit ? $"{decision.Decided!.Name} denies it; a deny wins over any allow." : Silence(caller, decision.Layer),
            Demand = new(decision.Action, decision.Resource),
            Effect = decision.Effect.ToString(),
            Read = [.. decision.Read.Select(StatementTrace.Of), .. beside],
            Decided = decision.Decided?.Name,
            Needed = isExplicit ? null : decision.Needed,
            NeededIn = isExplicit ? null : PlaceFor(caller, decision),
            Advice = isExplicit ? $"Narrow or remove statement {decision.Decided!.Name} ({Where(decision.Decided)})." : null,
        };
    }

    private static string Silence(Caller caller, PolicyLayer layer) => layer switch
    {
        _ when caller.Kind == CallerKind.Anonymous => "The request is not signed, and nothing gives this to everyone.",
        PolicyLayer.SessionPolicy => "The session policy does not allow it, and a session can do no more than its session policy says.",
        PolicyLayer.TrustPolicy => "The role's trust policy does not let this principal in.",
        PolicyLayer.ResourcePolicy => "Policies of the caller's account do not reach this resource, and the resource's own policy does not allow it.",
        _ => "No statement allows it.",
    };

    private static string PlaceFor(Caller caller, PolicyDecision decision) => decision.Layer switch
    {
        PolicyLayer.SessionPolicy => "the session policy that is given to AssumeRole",
        PolicyLayer.TrustPolicy => $"the trust policy (AssumeRolePolicyDocument) of {decision.Resource}",
        PolicyLayer.ResourcePolicy => $"the bucket policy of {BucketOf(decision.Resource)}",
        _ when caller.Session is { } session => $"a policy attached to role {session.RoleName}",
        _ => $"a policy attached to user {caller.Name} or to one of its groups",
    };

    private static string Where(StatementReading decided) => decided.Layer switch
    {
        PolicyLayer.SessionPolicy => "session policy",
        PolicyLayer.ResourcePolicy => "bucket policy",
        PolicyLayer.TrustPolicy => "trust policy",
        _ => decided.AttachedTo is { } holder ? $"attached to {holder}" : "identity policy",
    };

    private static string BucketOf(string resource)
    {
        var relative = Arn.Read(resource).Relative;
        var slash = relative.IndexOf('/');
        return (slash < 0 ? relative : relative[..slash]).ToString();
    }
}

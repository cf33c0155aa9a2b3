using FcCreds.Core.Callers;

namespace FcCreds.Core.Policy;

internal enum PolicyEffect { Allow, ExplicitDeny, ImplicitDeny }

/// <summary>Where a deciding statement stands.</summary>
internal enum PolicyLayer { SessionPolicy, IdentityPolicy, ResourcePolicy, TrustPolicy }

/// <summary>A parsed policy with the name under which people know it.</summary>
/// <param name="PolicyName">Name of the managed policy, or <c>inline</c>, <c>session</c>, <c>trust</c>, <c>bucket</c>.</param>
/// <param name="PolicyType"><c>System</c>, <c>Custom</c> or <c>Inline</c>.</param>
/// <param name="Document">The parsed document.</param>
internal sealed record AttachedPolicy(string PolicyName, string PolicyType, PolicyDocument Document)
{
    /// <summary>Whom it is attached to, such as <c>group developers</c>; null when that is the caller.</summary>
    public string? AttachedTo { get; init; }
}

/// <summary>May this caller do this to that? One demand; an operation may have several.</summary>
internal sealed record AccessQuestion
{
    public required Caller Caller { get; init; }

    /// <summary>Such as <c>oss:PutObject</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Such as <c>acs:oss:*:1234567890123456:bucket/key</c>.</summary>
    public required string Resource { get; init; }

    public PolicyConditions Conditions { get; init; } = PolicyConditions.Empty;

    /// <summary>The policy of the thing asked for, when it has one.</summary>
    public AttachedPolicy? ResourcePolicy { get; init; }

    /// <summary>Account that owns the resource; identity policies of another account do not reach it.</summary>
    public string? ResourceOwner { get; init; }
}

/// <summary>How one statement was read, and why it did or did not apply.</summary>
/// <param name="Policy">The policy it stands in.</param>
/// <param name="Layer">Where that policy is attached.</param>
/// <param name="Index">Position in the document, from 1.</param>
/// <param name="Effect">Allow or ExplicitDeny.</param>
/// <param name="Applies">True when every element matched.</param>
/// <param name="Because">The first element that did not match, in words; empty when it applies.</param>
internal sealed record StatementReading(string Policy, PolicyLayer Layer, int Index, PolicyEffect Effect, bool Applies, string Because)
{
    /// <summary>How a person finds it: <c>orders-oss#2</c>.</summary>
    public string Name => $"{Policy}#{Index}";

    /// <summary>See <see cref="AttachedPolicy.AttachedTo"/>.</summary>
    public string? AttachedTo { get; init; }

    /// <summary>See <see cref="AttachedPolicy.PolicyType"/>.</summary>
    public string PolicyType { get; init; } = "Inline";
}

/// <summary>The decision with its evidence, so that a refusal can always say why.</summary>
internal sealed record PolicyDecision(PolicyEffect Effect)
{
    public bool IsAllowed => Effect == PolicyEffect.Allow;

    /// <summary>What was asked for.</summary>
    public required string Action { get; init; }

    public required string Resource { get; init; }

    /// <summary>What was known of the request.</summary>
    public PolicyConditions Conditions { get; init; } = PolicyConditions.Empty;

    /// <summary>The statement that decided; null for an implicit deny.</summary>
    public StatementReading? Decided { get; init; }

    /// <summary>The layer that ended the evaluation.</summary>
    public PolicyLayer Layer { get; init; } = PolicyLayer.IdentityPolicy;

    /// <summary>For a deny: every statement that was looked at, in order. For an allow: the one that decided.</summary>
    public IReadOnlyList<StatementReading> Read { get; init; } = [];

    /// <summary>For a deny: the statement (JSON) to add, or the one to change when the deny is explicit.</summary>
    public string? Needed { get; init; }
}

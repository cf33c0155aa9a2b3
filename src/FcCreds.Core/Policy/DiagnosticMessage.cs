using System.Text.Json.Serialization;
using FcCreds.Core.Callers;

namespace FcCreds.Core.Policy;

/// <summary>What the EncodedDiagnosticMessage of a denial holds, in the terms of ram:DecodeDiagnosticMessage.</summary>
internal sealed record DiagnosticMessage
{
    public required bool ExplicitDeny { get; init; }

    public required string NoPermissionPolicyType { get; init; }

    public required string AuthAction { get; init; }

    public required string AuthResource { get; init; }

    public required string AuthPrincipalType { get; init; }

    /// <summary>Account of the principal; only its callers may decode the message.</summary>
    public required string AuthPrincipalOwnerId { get; init; }

    public required string AuthPrincipalDisplayName { get; init; }

    public required IReadOnlyDictionary<string, string> AuthConditions { get; init; }

    public required IReadOnlyList<MatchedPolicy> MatchedPolicies { get; init; }

    public static DiagnosticMessage Of(Caller caller, PolicyDecision decision) => new()
    {
        ExplicitDeny = decision.Effect == PolicyEffect.ExplicitDeny,
        NoPermissionPolicyType = AccessDeniedDetail.PolicyTypeOf(decision.Layer),
        AuthAction = decision.Action,
        AuthResource = decision.Resource,
        AuthPrincipalType = AccessDeniedDetail.PrincipalTypeOf(caller),
        AuthPrincipalOwnerId = caller.AccountId,
        AuthPrincipalDisplayName = caller.PrincipalId,
        AuthConditions = decision.Conditions.All,
        MatchedPolicies = [.. decision.Read.Where(reading => reading.Applies).Select(reading => MatchedPolicy.Of(reading, caller)).Distinct()],
    };
}

/// <summary>A policy of which a statement applied.</summary>
internal sealed record MatchedPolicy(string Effect, string PolicyIdentifier, string PolicyType, string AttachedEntityType)
{
    public static MatchedPolicy Of(StatementReading reading, Caller caller) => new(
        reading.Effect == PolicyEffect.Allow ? "Allow" : "Deny",
        reading.Policy,
        reading.PolicyType,
        reading.AttachedTo?.StartsWith("group ", StringComparison.Ordinal) == true ? "RamGroup" : caller.Kind == CallerKind.RamUser ? "RamUser" : "RamRole");
}

[JsonSerializable(typeof(DiagnosticMessage))]
internal sealed partial class DiagnosticJson : JsonSerializerContext;

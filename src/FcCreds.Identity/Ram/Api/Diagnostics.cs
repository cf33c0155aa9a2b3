using FcCreds.Core.Errors;
using FcCreds.Core.Policy;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>"DecodeDiagnosticMessage": what the sealed message in the body of a denial says.</summary>
internal static class Diagnostics
{
    /// <summary>The page names no code for a message that was altered, or that is of another account.</summary>
    private static readonly ServiceError Undecodable = new("InvalidParameter.EncodedDiagnosticMessage", 400, "The specified EncodedDiagnosticMessage is invalid.");

    public static ReplyField[] Decode(RamRequest request, AccountRecord account)
    {
        var encoded = request.Required(DiagnosticMessages.ElementName);
        if (request.Diagnostics.Decode(encoded) is not { } message || message.AuthPrincipalOwnerId != account.AccountId) throw Undecodable.With();
        return
        [
            ReplyField.Group(
                "DecodedDiagnosticMessage",
                ReplyField.Of("ExplicitDeny", message.ExplicitDeny),
                ReplyField.Of("NoPermissionPolicyType", message.NoPermissionPolicyType),
                ReplyField.Of("AuthAction", message.AuthAction),
                ReplyField.Of("AuthResource", message.AuthResource),
                ReplyField.Group(
                    "AuthPrincipal",
                    ReplyField.Of("AuthPrincipalType", message.AuthPrincipalType),
                    ReplyField.Of("AuthPrincipalOwnerId", message.AuthPrincipalOwnerId),
                    ReplyField.Of("AuthPrincipalDisplayName", message.AuthPrincipalDisplayName)),
                ReplyField.List("AuthConditions", message.AuthConditions.Select(Condition)),
                ReplyField.List("MatchedPolicies", message.MatchedPolicies.Select(policy => Policy(policy, account)))),
        ];
    }

    private static IReadOnlyList<ReplyField> Condition(KeyValuePair<string, string> condition)
        => [ReplyField.Of("ConditionKey", condition.Key), ReplyField.List("ConditionValues", [condition.Value])];

    /// <summary>The version is the one in force now: a message does not carry it.</summary>
    private static IReadOnlyList<ReplyField> Policy(MatchedPolicy policy, AccountRecord account) =>
    [
        ReplyField.Of("Effect", policy.Effect),
        ReplyField.Of("PolicyIdentifier", policy.PolicyIdentifier),
        ReplyField.Of("PolicyType", policy.PolicyType),
        ReplyField.Of("PolicyVersion", account.Policies.GetValueOrDefault(policy.PolicyIdentifier)?.DefaultVersion ?? "v1"),
        ReplyField.Of("AttachedEntityType", policy.AttachedEntityType),
        ReplyField.Of("AttachedScope", "Account"),
    ];
}

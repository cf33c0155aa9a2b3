using System.Text.Json.Serialization;

namespace FcCreds.Identity.Upstream;

/// <summary>A role as somebody else's RAM describes it; any field may be missing in what a stranger answers.</summary>
internal sealed record UpstreamRoleRecord
{
    public string? RoleName { get; init; }

    public string? Arn { get; init; }

    public string? Description { get; init; }

    public string? AssumeRolePolicyDocument { get; init; }

    public int? MaxSessionDuration { get; init; }

    /// <summary>Asked for one by one.</summary>
    [JsonIgnore]
    public IReadOnlyList<UpstreamPolicy> Policies { get; init; } = [];

    [JsonIgnore]
    public bool IsWhole => !string.IsNullOrEmpty(RoleName) && !string.IsNullOrEmpty(Arn) && !string.IsNullOrEmpty(AssumeRolePolicyDocument);
}

/// <summary>A policy attached to the role, in the version in force.</summary>
internal sealed record UpstreamPolicy(string PolicyType, string PolicyName, string Document, string Description);

internal sealed record GetRoleReply(UpstreamRoleRecord? Role);

internal sealed record ListPoliciesReply(ListedPolicies? Policies);

internal sealed record ListedPolicies(IReadOnlyList<ListedPolicy>? Policy);

internal sealed record ListedPolicy(string? PolicyName, string? PolicyType, string? Description);

internal sealed record GetPolicyReply(ListedPolicy? Policy, PolicyVersionReply? DefaultPolicyVersion);

internal sealed record PolicyVersionReply(string? PolicyDocument);

using System.Collections.Immutable;

namespace FcCreds.Identity.Ram.Records;

/// <summary>What users, groups and roles have in common: policies are attached to them.</summary>
internal abstract record PrincipalRecord
{
    /// <summary>In the order in which they were attached.</summary>
    public ImmutableList<PolicyLink> Policies { get; init; } = [];

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    /// <summary>What the configuration said when it made this; null for what the API made.</summary>
    public string? Seed { get; init; }
}

/// <summary>An attachment of a managed policy, or a policy written in place.</summary>
/// <param name="PolicyType"><c>System</c>, <c>Custom</c>, or <c>Inline</c>, which only a configuration can make.</param>
/// <param name="PolicyName">Unique within its type.</param>
/// <param name="AttachDate">When.</param>
/// <param name="Document">JSON of an inline policy.</param>
internal sealed record PolicyLink(string PolicyType, string PolicyName, DateTimeOffset AttachDate, string? Document = null)
{
    public const string System = "System";
    public const string Custom = "Custom";
    public const string Inline = "Inline";

    public bool Names(string policyType, string policyName) => PolicyType == policyType && RamNames.Comparer.Equals(PolicyName, policyName);
}

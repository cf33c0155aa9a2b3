using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FcCreds.Core.Policy;

namespace FcCreds.Identity.Ram.Records;

/// <summary>A RAM role.</summary>
internal sealed record RoleRecord : PrincipalRecord
{
    private PolicyDocument? trust;

    public required string RoleName { get; init; }

    /// <summary>18 digits from 3. Another one after the role was deleted and created again, so that the tokens of the old one stay dead.</summary>
    public required string RoleId { get; init; }

    public string Description { get; init; } = "";

    /// <summary>JSON.</summary>
    public required string AssumeRolePolicyDocument { get; init => (field, trust) = (value, null); }

    /// <summary>3600 to 43200 seconds.</summary>
    public int MaxSessionDuration { get; init; } = 3600;

    public ImmutableSortedDictionary<string, string> Tags { get; init => field = RamNames.Tags(value); } = RamNames.NoTags;

    [JsonIgnore]
    public PolicyDocument Trust => trust ??= StoredPolicies.Read(AssumeRolePolicyDocument, PolicyKind.Trust);
}

using System.Collections.Immutable;

namespace FcCreds.Identity.Ram.Records;

/// <summary>Everything that RAM and IMS keep of one account, except its own key. One value, one document: a change is whole or is not.</summary>
internal sealed record AccountRecord
{
    /// <summary>16 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>One more with every change; what two replicas compare.</summary>
    public long Version { get; init; }

    /// <summary>Key id of the ring key under the secrets in the document; null when it was never written.</summary>
    public string? SealedWith { get; init; }

    public ImmutableSortedDictionary<string, UserRecord> Users { get; init => field = RamNames.Of(value); } = RamNames.None<UserRecord>();

    public ImmutableSortedDictionary<string, GroupRecord> Groups { get; init => field = RamNames.Of(value); } = RamNames.None<GroupRecord>();

    public ImmutableSortedDictionary<string, RoleRecord> Roles { get; init => field = RamNames.Of(value); } = RamNames.None<RoleRecord>();

    public ImmutableSortedDictionary<string, PolicyRecord> Policies { get; init => field = RamNames.Of(value); } = RamNames.None<PolicyRecord>();

    public ImmutableSortedDictionary<string, OidcProvider> OidcProviders { get; init => field = RamNames.Of(value); } = RamNames.None<OidcProvider>();

    public ImmutableSortedDictionary<string, SamlProvider> SamlProviders { get; init => field = RamNames.Of(value); } = RamNames.None<SamlProvider>();

    public ImmutableSortedDictionary<string, VirtualMfaDevice> MfaDevices { get; init => field = RamNames.Of(value); } = RamNames.None<VirtualMfaDevice>();

    public string? Alias { get; init; }

    public PasswordPolicyRecord PasswordPolicy { get; init; } = new();

    public SecurityPreferenceRecord SecurityPreference { get; init; } = new();

    /// <summary>Derived ids of entities that were deleted; one that is declared again gets an id of its own.</summary>
    public ImmutableSortedSet<string> SpentIds { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public static AccountRecord Of(string accountId) => new() { AccountId = accountId };
}

using FcCreds.Core.Callers;
using FcCreds.Core.Policy;

namespace FcCreds.Identity.Ram;

/// <summary>An account as a configuration describes it; policies are parsed and names resolved.</summary>
internal sealed record AccountDeclaration
{
    /// <summary>16 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The account's own key; it owns everything in the account.</summary>
    public AccessKeyDeclaration? RootAccessKey { get; init; }

    public IReadOnlyList<UserDeclaration> Users { get; init; } = [];

    public IReadOnlyList<GroupDeclaration> Groups { get; init; } = [];

    public IReadOnlyList<RoleDeclaration> Roles { get; init; } = [];

    /// <summary>Custom policies of the account, attached or not.</summary>
    public IReadOnlyList<PolicyDeclaration> Policies { get; init; } = [];

    public IReadOnlyList<OidcProviderDeclaration> OidcProviders { get; init; } = [];

    public IReadOnlyList<SamlProviderDeclaration> SamlProviders { get; init; } = [];
}

internal sealed record AccessKeyDeclaration(string AccessKeyId, Secret AccessKeySecret, bool IsActive = true);

internal sealed record UserDeclaration
{
    public required string UserName { get; init; }

    public string DisplayName { get; init; } = "";

    public string Comments { get; init; } = "";

    public IReadOnlyList<AccessKeyDeclaration> AccessKeys { get; init; } = [];

    /// <summary>Names of declared groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<AttachedPolicy> Policies { get; init; } = [];
}

internal sealed record GroupDeclaration
{
    public required string GroupName { get; init; }

    public string Comments { get; init; } = "";

    public IReadOnlyList<AttachedPolicy> Policies { get; init; } = [];
}

internal sealed record RoleDeclaration
{
    public required string RoleName { get; init; }

    public required PolicyDocument Trust { get; init; }

    public IReadOnlyList<AttachedPolicy> Policies { get; init; } = [];

    /// <summary>3600 to 43200 seconds.</summary>
    public TimeSpan MaxSessionDuration { get; init; } = TimeSpan.FromHours(1);

    public string Description { get; init; } = "";
}

/// <summary>A custom policy.</summary>
internal sealed record PolicyDeclaration(string PolicyName, PolicyDocument Document, string Description = "")
{
    public AttachedPolicy Attached => new(PolicyName, "Custom", Document);
}

/// <summary>An OIDC identity provider; <see cref="Jwks"/> are the issuer's keys (JSON) where they need not be fetched.</summary>
internal sealed record OidcProviderDeclaration
{
    public required string OidcProviderName { get; init; }

    public required string IssuerUrl { get; init; }

    public IReadOnlyList<string> ClientIds { get; init; } = [];

    public IReadOnlyList<string> Fingerprints { get; init; } = [];

    public string Description { get; init; } = "";

    public int IssuanceLimitTime { get; init; } = 12;

    public string? Jwks { get; init; }

    /// <summary>This server signs its tokens itself, in the issuer's name.</summary>
    public bool IsLocal { get; init; }
}

/// <summary>A SAML identity provider with its metadata, XML.</summary>
internal sealed record SamlProviderDeclaration(string SamlProviderName, string MetadataDocument, string Description = "");

using System.Collections.Immutable;

namespace FcCreds.Identity.Ram.Records;

/// <summary>An OIDC identity provider of an account (IMS, "CreateOIDCProvider").</summary>
internal sealed record OidcProvider
{
    public required string OidcProviderName { get; init; }

    /// <summary>Begins with https.</summary>
    public required string IssuerUrl { get; init; }

    /// <summary>The audiences that tokens may be for.</summary>
    public ImmutableList<string> ClientIds { get; init; } = [];

    /// <summary>SHA-1 of the certificates that the issuer's host may show, in hex.</summary>
    public ImmutableList<string> Fingerprints { get; init; } = [];

    public string Description { get; init; } = "";

    /// <summary>Hours for which a token is accepted after it was issued, 1 to 168.</summary>
    public int IssuanceLimitTime { get; init; } = 12;

    /// <summary>The issuer's keys (JSON) as a configuration gives them; null: they are fetched from the issuer.</summary>
    public string? Jwks { get; init; }

    /// <summary>This server signs its tokens itself, in the issuer's name.</summary>
    public bool IsLocal { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    public string? Seed { get; init; }

    public static string ArnOf(string accountId, string name) => $"acs:ram::{accountId}:oidc-provider/{name}";
}

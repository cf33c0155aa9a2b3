namespace FcCreds.Identity.Ram.Records;

/// <summary>A SAML identity provider of an account (IMS, "CreateSAMLProvider").</summary>
internal sealed record SamlProvider
{
    public required string SamlProviderName { get; init; }

    /// <summary>The identity provider's metadata, XML.</summary>
    public required string MetadataDocument { get; init; }

    public string Description { get; init; } = "";

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    public string? Seed { get; init; }

    public static string ArnOf(string accountId, string name) => $"acs:ram::{accountId}:saml-provider/{name}";
}

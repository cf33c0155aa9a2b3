using System.Text.Json.Serialization;

namespace FcCreds.Identity.Delivery.Oidc;

/// <summary>What an issuer says of itself ("OpenID Connect Discovery 1.0"), with the fields that a Kubernetes cluster has.</summary>
internal sealed record DiscoveryDocument(string Issuer, string JwksUri)
{
    public IReadOnlyList<string> ResponseTypesSupported { get; } = ["id_token"];

    public IReadOnlyList<string> SubjectTypesSupported { get; } = ["public"];

    public IReadOnlyList<string> IdTokenSigningAlgValuesSupported { get; } = ["RS256"];
}

/// <summary>The public keys (JWKS).</summary>
internal sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys);

/// <summary>An RSA key; modulus and exponent in base64url.</summary>
internal sealed record PublishedKey(string Kid, string N, string E)
{
    public string Kty { get; } = "RSA";

    public string Use { get; } = "sig";

    public string Alg { get; } = "RS256";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DiscoveryDocument))]
[JsonSerializable(typeof(PublishedKeys))]
internal sealed partial class IssuerJson : JsonSerializerContext;

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Policy;

namespace FcCreds.Tests.Identity.Sts.Oidc;

/// <summary>An OIDC issuer: signs tokens, and is known to an account of its own as provider <c>dex</c>, which role <c>pod</c> trusts.</summary>
internal sealed class TestIssuer : IDisposable
{
    public const string Audience = "sts.aliyuncs.com";

    private static int accounts;

    private readonly RSA key = RSA.Create(2048);

    public string AccountId { get; } = $"7{Interlocked.Increment(ref accounts):D15}";

    public string Url { get; init; } = "https://issuer.example.com";

    public string KeyId { get; init; } = "k1";

    public string ProviderArn => $"acs:ram::{AccountId}:oidc-provider/dex";

    public string RoleArn => $"acs:ram::{AccountId}:role/pod";

    public string Jwks
    {
        get
        {
            var parameters = key.ExportParameters(includePrivateParameters: false);
            return $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"{{KeyId}}","n":"{{Base64Url.EncodeToString(parameters.Modulus)}}","e":"{{Base64Url.EncodeToString(parameters.Exponent)}}"}]}""";
        }
    }

    /// <summary>Makes the issuer known to the server, with keys from the configuration or, for null, to be fetched.</summary>
    public void Register(StsHost host, string? jwks, params string[] fingerprints) => host.Directory.Add(new()
    {
        AccountId = AccountId,
        OidcProviders = [new() { OidcProviderName = "dex", IssuerUrl = Url, ClientIds = [Audience, "other"], Fingerprints = fingerprints, Jwks = jwks, IssuanceLimitTime = 2 }],
        Roles = [new() { RoleName = "pod", Trust = Trust("system:serviceaccount:shop:orders") }, new() { RoleName = "closed", Trust = Trust("nobody") }],
    });

    /// <summary>A token as a Kubernetes service account has; <paramref name="bend"/> changes its claims.</summary>
    public string Token(StsHost host, Action<Dictionary<string, object>>? bend = null, string algorithm = "RS256")
    {
        var now = host.Time.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object> claims = new()
        {
            ["iss"] = Url,
            ["sub"] = "system:serviceaccount:shop:orders",
            ["aud"] = new[] { "elsewhere", Audience },
            ["iat"] = now,
            ["exp"] = now + 3600,
        };
        bend?.Invoke(claims);
        return Sign($"{Part(new() { ["alg"] = algorithm, ["kid"] = KeyId, ["typ"] = "JWT" })}.{Part(claims)}");
    }

    /// <summary>Makes a token of a header and claims that are encoded already.</summary>
    public string Sign(string signed)
        => $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

    public void Dispose() => key.Dispose();

    private static string Part(Dictionary<string, object> fields) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(fields));

    private PolicyDocument Trust(string subject) => PolicyDocument.Known(
        $$$"""
        {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Federated":["{{{ProviderArn}}}"]},
        "Condition":{"StringEquals":{"oidc:iss":"{{{Url}}}","oidc:aud":"{{{Audience}}}","oidc:sub":"{{{subject}}}"} } }]}
        """, PolicyKind.Trust);
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Core.Time;
using FcCreds.Identity.Ims;
using FcCreds.Identity.Ram.Records;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FcCreds.Identity.Delivery.Oidc;

/// <summary>
/// This server as an OIDC issuer, as a Kubernetes cluster with RRSA is one: it signs who somebody is, and publishes the key to check it
/// with. Its own identity provider is there in every account without being declared; providers that are declared <c>local</c> get their
/// tokens here too, under the issuer's name that they declare.
/// </summary>
/// <param name="key">Signs the tokens.</param>
/// <param name="server">Where the server answers; known once it listens.</param>
/// <param name="clocks">Tokens end by the life clock, as sessions do.</param>
internal sealed class OidcIssuer(RSA key, Func<Uri> server, Clocks clocks)
{
    /// <summary>Name of the provider that every account has.</summary>
    public const string ProviderName = "fccreds";

    /// <summary>For whom tokens are, as those of RRSA.</summary>
    public const string Audience = "sts.aliyuncs.com";

    public const string PathPrefix = "/_fccreds/oidc";
    public const string DiscoveryPath = PathPrefix + "/.well-known/openid-configuration";
    public const string KeysPath = PathPrefix + "/keys";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly RsaSecurityKey signing = new(key) { KeyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo())) };

    /// <summary>What tokens of the provider that every account has name as their issuer. Certificates are for names, not for addresses.</summary>
    public string Url => new UriBuilder(server()) { Scheme = Uri.UriSchemeHttps, Host = server().IsLoopback ? "localhost" : server().Host, Path = PathPrefix }.Uri.AbsoluteUri;

    public IList<SecurityKey> Keys => [signing];

    /// <summary>The one that is not declared anywhere.</summary>
    public OidcProvider Provider => new()
    {
        OidcProviderName = ProviderName,
        IssuerUrl = Url,
        ClientIds = [Audience],
        IsLocal = true,
        CreateDate = default,
        UpdateDate = default,
    };

    public static bool Serves(string method, string rawPath) => method is "GET" or "HEAD" && rawPath is DiscoveryPath or KeysPath;

    /// <summary>The account's provider of that name, or the one that every account has.</summary>
    public OidcProvider? Find(AccountRecord account, string name)
        => account.OidcProviders.GetValueOrDefault(name) ?? (name == ProviderName ? Provider : null);

    /// <summary>True when its tokens are signed here.</summary>
    public bool IsIssuerOf(OidcProvider provider) => provider.IsLocal || provider.IssuerUrl == Url;

    /// <exception cref="ServiceException">There is no such provider, or its tokens are signed elsewhere.</exception>
    public OidcProvider Require(AccountRecord account, string name)
    {
        var provider = Find(account, name) ?? throw ImsErrors.NoOidcProvider.Saying($"The account {account.AccountId} has no OIDC provider '{name}'.");
        return IsIssuerOf(provider)
            ? provider
            : throw ImsErrors.NoOidcProvider.Saying($"Tokens of the OIDC provider '{name}' come from {provider.IssuerUrl}; declare it with 'local: true' to have them made here.");
    }

    /// <summary>A token that says that its bearer is <paramref name="subject"/>, for the first of the provider's clients.</summary>
    public string Issue(OidcProvider provider, string subject, TimeSpan life)
    {
        var now = clocks.Life.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = provider.IssuerUrl,
            Audience = provider.ClientIds.FirstOrDefault() ?? Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + life,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = subject, [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString() },
            SigningCredentials = new(signing, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>JSON of what is published at <paramref name="path"/>.</summary>
    public byte[] Document(string path)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return path == KeysPath
            ? JsonSerializer.SerializeToUtf8Bytes(
                new PublishedKeys([new(signing.KeyId, Base64Url.EncodeToString(parameters.Modulus), Base64Url.EncodeToString(parameters.Exponent))]),
                IssuerJson.Default.PublishedKeys)
            : JsonSerializer.SerializeToUtf8Bytes(new DiscoveryDocument(Url, new Uri(new Uri(Url), KeysPath).AbsoluteUri), IssuerJson.Default.DiscoveryDocument);
    }
}

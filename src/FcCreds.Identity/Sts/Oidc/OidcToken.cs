using System.Text.Json;
using FcCreds.Identity.Ram.Records;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FcCreds.Identity.Sts.Oidc;

/// <summary>An identity provider's signed statement of who somebody is: a JWT with three parts.</summary>
internal sealed class OidcToken
{
    private const int MinLength = 4;
    private const int MaxLength = 20_000;

    // None that a public key could be mistaken for the secret of, and no "none".
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Handler = new();

    private readonly JsonWebToken jwt;

    private OidcToken(JsonWebToken jwt)
        => (this.jwt, IssuedAt, ValidFrom, ExpiresAt) = (jwt, new(jwt.IssuedAt, TimeSpan.Zero), new(jwt.ValidFrom, TimeSpan.Zero), new(jwt.ValidTo, TimeSpan.Zero));

    public string Subject => jwt.Subject;

    public string Issuer => jwt.Issuer;

    public IEnumerable<string> Audiences => jwt.Audiences;

    public DateTimeOffset IssuedAt { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Before all time when the token does not say.</summary>
    private DateTimeOffset ValidFrom { get; }

    /// <summary>Reads what the token says; nothing of it is proven yet.</summary>
    public static OidcToken Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) throw StsErrors.OidcTokenEmpty;
        if (text.Split('.') is not [var header, var payload, { Length: > 0 } signature]) throw StsErrors.OidcTokenParts;
        if (text.Length is < MinLength or > MaxLength) throw StsErrors.OidcToken.With();
        if (!IsBase64(header) || !IsBase64(payload) || !IsBase64(signature)) throw StsErrors.OidcTokenBase64;
        return Parse(text) ?? throw StsErrors.OidcToken.With();
    }

    /// <summary>Refuses a token that is not the provider's, not for one of its clients, or not of now.</summary>
    public async ValueTask VerifyAsync(OidcProvider provider, OidcKeys keys, DateTimeOffset now, CancellationToken ct)
    {
        if (!Algorithms.Contains(jwt.Alg)) throw StsErrors.OidcAlgorithm(jwt.Alg);
        // Which text the cloud has for a token of another issuer is not documented.
        if (Issuer != provider.IssuerUrl) throw StsErrors.OidcToken.With();
        var verified = await Handler.ValidateTokenAsync(jwt, new()
        {
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = await keys.FindAsync(provider, jwt.Kid, ct),
            // Only the signature: the rest below, by our clock and in the service's words.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!verified.IsValid) throw StsErrors.OidcSignature.With();
        if (!Accepted(provider).Any()) throw StsErrors.OidcAudience.With();
        if (now >= ExpiresAt || now - IssuedAt >= TimeSpan.FromHours(provider.IssuanceLimitTime)) throw StsErrors.OidcTokenExpired.With();
        if (now < ValidFrom) throw StsErrors.OidcToken.With();
    }

    /// <summary>What trust policies ask for, once for each audience that is a client of the provider.</summary>
    public IEnumerable<IEnumerable<KeyValuePair<string, string>>> Conditions(OidcProvider provider) => Accepted(provider).Select(audience => new KeyValuePair<string, string>[]
    {
        new("oidc:iss", Issuer),
        new("oidc:sub", Subject),
        new("oidc:aud", audience),
    });

    private IEnumerable<string> Accepted(OidcProvider provider) => Audiences.Where(provider.ClientIds.Contains).Distinct();

    private static OidcToken? Parse(string text)
    {
        try
        {
            var jwt = new JsonWebToken(text);
            // Read here, so that a claim of a wrong type is found here.
            var isWhole = !string.IsNullOrEmpty(jwt.Subject) && !string.IsNullOrEmpty(jwt.Issuer) && !string.IsNullOrEmpty(jwt.Alg) && jwt.Audiences.Any();
            return isWhole && jwt.IssuedAt != default && jwt.ValidTo != default ? new(jwt) : null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or SecurityTokenException or JsonException or FormatException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }

    private static bool IsBase64(string part)
    {
        try
        {
            return Base64UrlEncoder.DecodeBytes(part).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

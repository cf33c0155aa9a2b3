using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>One key of a JWKS (RFC 7517), for the signatures of RFC 7518 and RFC 8037. Holds the public half only, or a shared secret.</summary>
internal sealed class JsonWebKey
{
    private readonly RSAParameters rsa;
    private readonly ECParameters curve;
    private readonly byte[] octets;

    private JsonWebKey(JsonElement jwk, string type)
    {
        KeyId = Text(jwk, "kid");
        Algorithm = Text(jwk, "alg");
        Type = type;
        octets = [];
        switch (type)
        {
            case "RSA":
                rsa = new() { Modulus = Octets(jwk, "n"), Exponent = Octets(jwk, "e") };
                using (RSA.Create(rsa)) { }
                break;
            case "EC":
                curve = new() { Curve = CurveOf(Text(jwk, "crv")), Q = new() { X = Octets(jwk, "x"), Y = Octets(jwk, "y") } };
                using (ECDsa.Create(curve)) { }
                break;
            case "oct":
                octets = Octets(jwk, "k");
                break;
            case "OKP":
                octets = Octets(jwk, "x");
                if (Text(jwk, "crv") != "Ed25519" || !Ed25519.IsKey(octets)) throw new FormatException("'crv' is Ed25519, with a point of its in 'x'");
                break;
            default:
                throw new FormatException($"'kty' is RSA, EC, oct or OKP; this is '{type}'");
        }
    }

    /// <summary>Null when the key has no <c>kid</c>.</summary>
    public string? KeyId { get; }

    /// <summary><c>alg</c>: the only algorithm that it is for; null for any of its kind.</summary>
    public string? Algorithm { get; }

    public string Type { get; }

    /// <summary>Null, and the reason, for what is no key that can be used.</summary>
    public static JsonWebKey? Read(JsonElement jwk, out string why)
    {
        try
        {
            if (jwk.ValueKind != JsonValueKind.Object || Text(jwk, "kty") is not { } type) throw new FormatException("it has no 'kty'");
            why = "";
            return new(jwk, type);
        }
        catch (Exception unusable) when (unusable is FormatException or CryptographicException or ArgumentException)
        {
            why = $"This is no usable JWK: {unusable.Message.TrimEnd('.')}.";
            return null;
        }
    }

    /// <param name="algorithm"><c>alg</c> of the token.</param>
    /// <param name="signed">What the signature is over.</param>
    /// <param name="signature">The signature.</param>
    public bool Verify(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (Algorithm is { } own && own != algorithm) return false;
        return (Type, algorithm) switch
        {
            ("RSA", "RS256" or "RS384" or "RS512") => VerifyRsa(algorithm, signed, signature, RSASignaturePadding.Pkcs1),
            ("RSA", "PS256" or "PS384" or "PS512") => VerifyRsa(algorithm, signed, signature, RSASignaturePadding.Pss),
            ("EC", "ES256" or "ES384" or "ES512") => VerifyEc(algorithm, signed, signature),
            ("oct", "HS256" or "HS384" or "HS512") => CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(HashOf(algorithm), octets, signed), signature),
            ("OKP", "EdDSA" or "Ed25519") => Ed25519.Verify(octets, signed, signature),
            _ => false,
        };
    }

    private bool VerifyRsa(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature, RSASignaturePadding padding)
    {
        using var key = RSA.Create(rsa);
        return key.VerifyData(signed, signature, HashOf(algorithm), padding);
    }

    private bool VerifyEc(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(curve);
        // Each of the three algorithms has its curve.
        return key.KeySize == (algorithm == "ES512" ? 521 : int.Parse(algorithm.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture)) && key.VerifyData(signed, signature, HashOf(algorithm));
    }

    private static HashAlgorithmName HashOf(string algorithm) => algorithm[2..] switch
    {
        "256" => HashAlgorithmName.SHA256,
        "384" => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };

    private static ECCurve CurveOf(string? name) => name switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        "P-521" => ECCurve.NamedCurves.nistP521,
        _ => throw new FormatException($"'crv' is P-256, P-384 or P-521; this is '{name}'"),
    };

    private static string? Text(JsonElement jwk, string name) => jwk.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Octets(JsonElement jwk, string name) => Base64Url.DecodeFromChars(Text(jwk, name) ?? throw new FormatException($"'{name}' is missing"));
}

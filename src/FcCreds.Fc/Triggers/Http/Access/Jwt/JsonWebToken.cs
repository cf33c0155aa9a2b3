using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>A signed token in its compact form (RFC 7515, RFC 7519).</summary>
internal static class JsonWebToken
{
    /// <summary>The key that a token says it was signed with; null when it says nothing that can be read.</summary>
    public static string? KeyIdOf(string token)
    {
        try
        {
            return Object(token.Split('.')[0]) is { } header ? Text(header, "kid") : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Its claims; null when no key signed it, or when its time is over or has not come.</summary>
    public static JsonElement? Verify(string token, JsonWebKeySet keys, DateTimeOffset now)
    {
        if (token.Split('.') is not [var head, var body, var signature]) return null;
        try
        {
            // An extension that must be understood ("crit") is one that we do not understand.
            if (Object(head) is not { } header || header.TryGetProperty("crit", out _) || Text(header, "alg") is not { } algorithm) return null;
            if (keys.Find(Text(header, "kid")) is not { } key || !key.Verify(algorithm, Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature))) return null;
            return Object(body) is { } claims && IsCurrent(claims, now) ? claims : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    private static bool IsCurrent(JsonElement claims, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeMilliseconds() / 1000.0;
        return (Number(claims, "exp") ?? double.MaxValue) > seconds && (Number(claims, "nbf") ?? double.MinValue) <= seconds;
    }

    private static JsonElement? Object(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Something else than a number is a token that never was or is over.</summary>
    private static double? Number(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN : null;
}

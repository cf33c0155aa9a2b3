using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Sessions;

namespace FcCreds.Identity.Delivery.SignIn;

/// <summary>
/// The tokens that a person gets by signing in with a browser, sealed with the ring: nobody signs in here, so whoever may give orders
/// has them written into a profile. They end by the life clock, and with their sealing key.
/// </summary>
internal sealed class SignInTokens(SealingKeyRing ring, TimeProvider life)
{
    /// <summary>Of every one of them, so that a profile with one is known to be ours.</summary>
    public const string Prefix = "fccreds-";

    private const int MaxLength = 4096;

    private static ReadOnlySpan<byte> Purpose => "fccreds/sign-in/v1"u8;

    public string Issue(SignInKind kind, Consumer consumer, TimeSpan length)
    {
        var token = new SignInToken(kind, consumer, life.GetUtcNow() + length);
        return Prefix + Base64Url.EncodeToString(SealedBox.Seal(ring.Primary, Purpose, JsonSerializer.SerializeToUtf8Bytes(token, SignInJson.Default.SignInToken)));
    }

    /// <summary>Null for what was not issued here, is of another kind, or is over.</summary>
    public Consumer? Open(SignInKind kind, string? token)
    {
        if (token is not { Length: <= MaxLength } || !token.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(token.AsSpan(Prefix.Length))) return null;
        if (SealedBox.Open(ring, Purpose, Base64Url.DecodeFromChars(token.AsSpan(Prefix.Length))) is not var (_, content)) return null;
        return JsonSerializer.Deserialize(content, SignInJson.Default.SignInToken) is { } opened && opened.Kind == kind && life.GetUtcNow() < opened.ExpiresAt ? opened.Consumer : null;
    }
}

/// <summary>What a token is good for.</summary>
internal enum SignInKind
{
    /// <summary>CloudSSO's access token, for credentials.</summary>
    CloudSso,

    /// <summary>The OAuth service's access token, for credentials.</summary>
    OAuthAccess,

    /// <summary>The OAuth service's refresh token, for the next two.</summary>
    OAuthRefresh,
}

/// <param name="Kind">What it is good for.</param>
/// <param name="Consumer">Who gets credentials for it.</param>
/// <param name="ExpiresAt">By the life clock.</param>
internal sealed record SignInToken(SignInKind Kind, Consumer Consumer, DateTimeOffset ExpiresAt);

[JsonSerializable(typeof(SignInToken))]
internal sealed partial class SignInJson : JsonSerializerContext;

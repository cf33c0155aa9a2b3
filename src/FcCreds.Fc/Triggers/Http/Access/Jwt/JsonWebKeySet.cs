using System.Text.Json;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>The keys whose tokens are good (JWKS).</summary>
internal sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys)
{
    private const string Key = "jwks";

    /// <summary>Where the keys are to be fetched, when they do not stand in the settings.</summary>
    public Uri? Location { get; init; }

    public static JsonWebKeySet Read(SettingsSection config)
    {
        if (config.Find(Key) is { ValueKind: JsonValueKind.String } text && Uri.TryCreate(text.GetString(), UriKind.Absolute, out var location) && location.Scheme is "http" or "https") return new([]) { Location = location };
        List<JsonWebKey> keys = [];
        if (config.Inner(Key, "a JWKS", ["keys"]) is not { } set)
        {
            if (config.Find(Key) is null) config.Problem(Key, "JWT authentication needs 'jwks' with 'keys'.");
            return new(keys);
        }
        var items = set.Items("keys");
        if (items.Count == 0) set.Problem("keys", "A JWKS has at least one key.");
        foreach (var (item, path) in items)
        {
            if (JsonWebKey.Read(item, out var why) is { } key) keys.Add(key);
            else config.Problems.Add(new(path, why));
        }
        if (keys.Count(key => key.KeyId is null) > 1) set.Problem("keys", "Only one key of a JWKS can be without 'kid'.");
        return new(keys);
    }

    /// <summary>What can be used of a set that somebody publishes.</summary>
    public static JsonWebKeySet ReadPublished(SettingsSection answer)
        => new([.. answer.Inner(Key, "a JWKS", ["keys"])?.Items("keys").Select(item => JsonWebKey.Read(item.Value, out _)).OfType<JsonWebKey>() ?? []]);

    /// <summary>The key that a token names; a token that names none is for the key without a name.</summary>
    public JsonWebKey? Find(string? keyId) => Keys.FirstOrDefault(key => key.KeyId == keyId);
}

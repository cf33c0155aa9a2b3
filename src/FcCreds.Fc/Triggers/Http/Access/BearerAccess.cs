using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Callers;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary><c>bearer</c>: one of up to 20 opaque tokens (page "Enable Bearer authentication for an HTTP trigger").</summary>
internal sealed record BearerAccess(IReadOnlyList<BearerToken> Tokens) : TriggerAccess
{
    private const int MaxTokens = 20;
    private const string Scheme = "Bearer ";

    private static readonly string[] Keys = ["tokens"];

    public override string AuthType => "bearer";

    public static BearerAccess Read(SettingsSection section, string configKey)
    {
        List<BearerToken> tokens = [];
        if (section.Inner(configKey, "the config of bearer authentication", Keys) is not { } config)
        {
            if (section.Find(configKey) is null) section.Problem(configKey, $"authType bearer needs '{configKey}' with 'tokens'.");
            return new(tokens);
        }
        var items = config.Items("tokens");
        if (items.Count is < 1 or > MaxTokens) config.Problem("tokens", $"'tokens' has 1 to {MaxTokens} entries.");
        foreach (var (item, path) in items)
        {
            if (SettingsSection.Open(item, path, "a token", ["enable", "tokenName", "tokenData", "tokenType"], section.Problems) is not { } one) continue;
            one.OneOf("tokenType", ["Opaque"]);
            var isEnabled = one.Flag("enable", otherwise: true);
            var (name, data) = (one.RequiredText("tokenName"), one.RequiredText("tokenData"));
            if (name is null || data is null) continue;
            if (name.Length > 128 || char.IsAsciiDigit(name[0]) || name[0] == '-' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                one.Problem("tokenName", $"'{name}' is no token name: up to 128 letters, digits, '-' and '_', not beginning with a digit or '-'.");
            if (data.Length is < 32 or > 128 || !data.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=' or '-' or '~' or '.'))
                one.Problem("tokenData", "A token's data has 32 to 128 of the characters A-Z a-z 0-9 + / = - ~ .");
            if (tokens.Exists(token => token.Name == name)) one.Problem("tokenName", $"The token '{name}' is declared twice.");
            tokens.Add(new(name, new(data), isEnabled));
        }
        return new(tokens);
    }

    /// <summary>Passes, or throws FC's refusal.</summary>
    public void Check(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization)) throw Denied("Authorization header is expected but missing");
        var presented = authorization.StartsWith(Scheme, StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(authorization[Scheme.Length..]) : [];
        var matched = false;
        foreach (var token in Tokens) matched |= token.IsEnabled & CryptographicOperations.FixedTimeEquals(presented, Encoding.UTF8.GetBytes(token.Data.Value));
        if (!matched) throw Denied("access denied due to invalid bearer token");
    }
}

internal sealed record BearerToken(string Name, Secret Data, bool IsEnabled);

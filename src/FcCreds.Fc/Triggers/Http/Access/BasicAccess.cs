using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Callers;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary><c>basic</c>: one of up to 20 users with a password (page "Configure Basic authentication for an HTTP trigger").</summary>
internal sealed record BasicAccess(IReadOnlyList<BasicUser> Users) : TriggerAccess
{
    private const int MaxUsers = 20;
    private const string Scheme = "Basic ";
    private const string Specials = "!@#$%^&*()";

    private static readonly string[] Keys = ["users"];

    public override string AuthType => "basic";

    public static BasicAccess Read(SettingsSection section, string configKey)
    {
        List<BasicUser> users = [];
        if (section.Inner(configKey, "the config of basic authentication", Keys) is not { } config)
        {
            if (section.Find(configKey) is null) section.Problem(configKey, $"authType basic needs '{configKey}' with 'users'.");
            return new(users);
        }
        var items = config.Items("users");
        if (items.Count is < 1 or > MaxUsers) config.Problem("users", $"'users' has 1 to {MaxUsers} entries.");
        foreach (var (item, path) in items)
        {
            if (SettingsSection.Open(item, path, "a user", ["username", "password"], section.Problems) is not { } one) continue;
            var (name, password) = (one.RequiredText("username"), one.RequiredText("password"));
            if (name is null || password is null) continue;
            if (name.Length is < 12 or > 128 || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
                one.Problem("username", $"'{name}' is no user name: 12 to 128 letters, digits, '-', '_' and '.', beginning with a letter.");
            if (password.Length is < 12 or > 128 || !password.Any(char.IsAsciiLetterUpper) || !password.Any(char.IsAsciiLetterLower) || !password.Any(char.IsAsciiDigit) || !password.Any(Specials.Contains))
                one.Problem("password", $"A password has 12 to 128 characters, with a capital, a small letter, a digit and one of {Specials}.");
            if (users.Exists(user => user.UserName == name)) one.Problem("username", $"The user '{name}' is declared twice.");
            if (users.Exists(user => user.Password.Value == password)) one.Problem("password", "Two users cannot have one password.");
            users.Add(new(name, new(password)));
        }
        return new(users);
    }

    /// <summary>Passes, or throws FC's refusal.</summary>
    public void Check(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization)) throw Denied("authorization require");
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal)) throw Denied("Authorization header must start with Basic");
        var presented = Decode(authorization[Scheme.Length..]);
        var matched = false;
        // All of them, so that the time taken tells nothing.
        foreach (var user in Users) matched |= CryptographicOperations.FixedTimeEquals(presented, Encoding.UTF8.GetBytes($"{user.UserName}:{user.Password.Value}"));
        if (!matched) throw Denied(UnconfirmedRules.WrongPassword);
    }

    private static byte[] Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.Trim(), bytes, out var length) ? bytes[..length] : [];
    }
}

internal sealed record BasicUser(string UserName, Secret Password);

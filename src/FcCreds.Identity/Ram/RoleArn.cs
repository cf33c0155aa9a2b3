using System.Diagnostics.CodeAnalysis;

namespace FcCreds.Identity.Ram;

/// <summary><c>acs:ram::1234567890123456:role/name</c>.</summary>
internal readonly record struct RoleArn(string AccountId, string RoleName)
{
    private const int MaxNameLength = 64;

    /// <summary>Reads the form that AssumeRole documents; docs also show <c>acs:ram:*:…</c>, but only as a policy resource.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RoleArn arn)
    {
        arn = default;
        if (text is null || text.Split(':') is not ["acs", "ram", "", var account, var relative]) return false;
        if (!AccountIds.IsValid(account) || !relative.StartsWith("role/", StringComparison.OrdinalIgnoreCase)) return false;
        var name = relative["role/".Length..];
        if (!IsRoleName(name)) return false;
        arn = new(account, name);
        return true;
    }

    public static bool IsRoleName(string name)
        => name.Length is > 0 and <= MaxNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    public override string ToString() => $"acs:ram::{AccountId}:role/{RoleName}";
}

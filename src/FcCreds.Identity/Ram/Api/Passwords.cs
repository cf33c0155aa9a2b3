using FcCreds.Core.Callers;
using FcCreds.Identity.Ram.Records;

namespace FcCreds.Identity.Ram.Api;

/// <summary>Whether a password is as the account's password policy wants it.</summary>
internal static class Passwords
{
    private const int Longest = 32;

    public static Secret Checked(AccountRecord account, string password)
    {
        var policy = account.PasswordPolicy;
        var isStrong = password.Length >= policy.MinimumPasswordLength && password.Length <= Longest
            && (!policy.RequireLowercaseCharacters || password.Any(char.IsAsciiLetterLower))
            && (!policy.RequireUppercaseCharacters || password.Any(char.IsAsciiLetterUpper))
            && (!policy.RequireNumbers || password.Any(char.IsAsciiDigit))
            && (!policy.RequireSymbols || password.Any(c => !char.IsAsciiLetterOrDigit(c)));
        return isStrong ? new(password) : throw RamErrors.WeakPassword.With();
    }
}

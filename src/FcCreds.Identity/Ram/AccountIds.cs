namespace FcCreds.Identity.Ram;

/// <summary>Account ids: 16 digits (protocol pages of STS, AssumeRole).</summary>
internal static class AccountIds
{
    /// <summary>The account of a server that was told none.</summary>
    public const string Default = "1234567890123456";

    public static bool IsValid(string text) => text.Length == 16 && text.All(char.IsAsciiDigit);
}

using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Core.Signing;

/// <summary>Keyed hashes of texts, and their comparison in constant time.</summary>
internal static class Mac
{
    public static string Sha1Base64(string secret, string text)
        => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    public static byte[] Sha256(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    public static byte[] Sha256(string secret, string text) => Sha256(Encoding.UTF8.GetBytes(secret), text);

    public static string HashHex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static bool AreEqual(string expected, string provided)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(provided));
}

using System.Text;

namespace FcCreds.Storage.Embedded;

/// <summary>Names as the index orders them: by their UTF-8 bytes. UTF-16, and so SQLite's text in .NET's hands, would put emoji before U+FFFD.</summary>
internal static class Keys
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Encode(string key) => Utf8.GetBytes(key);

    public static string Decode(ReadOnlySpan<byte> key) => Utf8.GetString(key);

    /// <summary>The first name after this one.</summary>
    public static byte[] After(ReadOnlySpan<byte> key) => [.. key, 0];

    /// <summary>The first name after all that start with the prefix. UTF-8 never holds the byte 0xFF, so there always is one.</summary>
    public static byte[] AfterPrefix(ReadOnlySpan<byte> prefix)
    {
        if (prefix.IsEmpty)
            return [0xff];
        byte[] next = [.. prefix];
        next[^1]++;
        return next;
    }
}

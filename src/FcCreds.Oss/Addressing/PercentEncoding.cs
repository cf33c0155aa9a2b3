using System.Buffers;
using System.Globalization;
using System.Text;

namespace FcCreds.Oss.Addressing;

/// <summary>Strict percent-encoding: one way to write a key, and an error for everything that is no key. <c>+</c> is a plus.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/");

    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public static string Decode(ReadOnlySpan<char> encoded)
    {
        if (!encoded.ContainsAnyExcept(Plain)) return encoded.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var length = 0;
        while (!encoded.IsEmpty)
        {
            if (encoded[0] != '%')
            {
                var end = encoded.IndexOf('%');
                var run = end < 0 ? encoded : encoded[..end];
                length += Encoding.UTF8.GetBytes(run, bytes.AsSpan(length));
                encoded = encoded[run.Length..];
                continue;
            }
            if (encoded.Length < 3 || !byte.TryParse(encoded[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
                throw OssErrors.InvalidURI.With();
            bytes[length++] = one;
            encoded = encoded[3..];
        }
        var decoded = bytes.AsSpan(0, length);
        try
        {
            if (!decoded.Contains((byte)0)) return Strict.GetString(decoded);
        }
        catch (DecoderFallbackException)
        {
            // Answered below, like the zero byte: neither can be part of a name.
        }
        throw OssErrors.InvalidObjectName.With();
    }

    /// <summary>The form of <c>encoding-type=url</c>: everything but unreserved characters, <c>/</c> included (as <c>%2F</c>).</summary>
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Unreserved)) return text;
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (one < 0x80 && Unreserved.Contains((char)one)) encoded.Append((char)one);
            else encoded.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
        }
        return encoded.ToString();
    }
}

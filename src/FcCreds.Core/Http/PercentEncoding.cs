using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace FcCreds.Core.Http;

/// <summary>Why a percent-encoded text is none.</summary>
internal enum PercentFault
{
    None,

    /// <summary>A <c>%</c> without two hexadecimal digits.</summary>
    BrokenTriplet,

    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8,
}

/// <summary>RFC 3986 percent-encoding as every Alibaba Cloud signer uses it: only <c>A-Za-z0-9-._~</c> stay as they are.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Encodes every byte that is not unreserved.</summary>
    public static string Encode(string text) => Encode(text, keepSlash: false);

    /// <summary>The same with <c>/</c> kept.</summary>
    public static string EncodePath(string path) => Encode(path, keepSlash: true);

    /// <summary>Decodes once; false for whatever <see cref="Decode"/> finds wrong.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out string decoded) => Decode(text, out decoded) == PercentFault.None;

    /// <summary>Decodes once and says what is wrong with a text that cannot be. <c>+</c> stays a plus.</summary>
    public static PercentFault Decode(ReadOnlySpan<char> text, out string decoded)
    {
        if (text.IndexOf('%') < 0)
        {
            decoded = text.ToString();
            return PercentFault.None;
        }
        decoded = "";
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = 0;
            while (text.Length > 0)
            {
                var triplet = text.IndexOf('%');
                var plain = triplet < 0 ? text : text[..triplet];
                length += Encoding.UTF8.GetBytes(plain, bytes.AsSpan(length));
                if (triplet < 0) break;
                if (text.Length < triplet + 3 || !TryHex(text[triplet + 1], text[triplet + 2], out bytes[length])) return PercentFault.BrokenTriplet;
                length++;
                text = text[(triplet + 3)..];
            }
            if (!Utf8.IsValid(bytes.AsSpan(0, length))) return PercentFault.NotUtf8;
            decoded = Encoding.UTF8.GetString(bytes, 0, length);
            return PercentFault.None;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool TryHex(char high, char low, out byte value)
    {
        value = 0;
        if (!char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low)) return false;
        value = (byte)((Nibble(high) << 4) | Nibble(low));
        return true;
    }

    private static int Nibble(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static string Encode(string text, bool keepSlash)
    {
        if (!text.AsSpan().ContainsAnyExcept(Unreserved)) return text;
        var encoded = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (Unreserved.Contains((char)rune.Value) || (keepSlash && rune.Value == '/')))
            {
                encoded.Append((char)rune.Value);
                continue;
            }
            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)]) encoded.Append('%').Append(HexDigit(octet >> 4)).Append(HexDigit(octet & 15));
        }
        return encoded.ToString();
    }

    private static char HexDigit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);
}

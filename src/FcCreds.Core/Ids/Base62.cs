using System.Security.Cryptography;

namespace FcCreds.Core.Ids;

/// <summary>Digits, capitals and small letters: the alphabet of access keys and secrets.</summary>
internal static class Base62
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Uniformly random text; bytes above the largest multiple of 62 are thrown away.</summary>
    public static string Random(RandomNumberGenerator random, int length) => string.Create(length, random, static (text, random) =>
    {
        Span<byte> bytes = stackalloc byte[64];
        for (var filled = 0; filled < text.Length;)
        {
            random.GetBytes(bytes);
            foreach (var one in bytes)
            {
                if (one < 4 * 62 && filled < text.Length) text[filled++] = Alphabet[one % 62];
            }
        }
    });

    /// <summary>64 bytes as 44 digits: 11 of every 16 bytes, so that the remainder's bias is below 2^-62.</summary>
    public static string Of(ReadOnlySpan<byte> sixtyFourBytes)
    {
        Span<char> text = stackalloc char[44];
        for (var block = 0; block < 4; block++)
        {
            var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(sixtyFourBytes.Slice(block * 16, 16));
            for (var digit = 0; digit < 11; digit++)
            {
                text[(block * 11) + digit] = Alphabet[(int)(number % 62)];
                number /= 62;
            }
        }
        return new(text);
    }
}

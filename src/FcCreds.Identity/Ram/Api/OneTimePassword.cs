using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace FcCreds.Identity.Ram.Api;

/// <summary>The six digits of an authenticator app (RFC 6238: HMAC-SHA1, 30 seconds).</summary>
internal static class OneTimePassword
{
    public const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private const int StepSeconds = 30;

    /// <summary>Steps around now in which a code is taken.</summary>
    private const int Tolerance = 2;

    public static string Of(string base32Seed, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // The algorithm that every authenticator app has; no signature hangs on it.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Decode(base32Seed), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    public static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    public static bool AreInARow(string base32Seed, string first, string second, DateTimeOffset now)
    {
        for (var step = StepOf(now) - Tolerance; step <= StepOf(now) + Tolerance; step++)
        {
            if (Of(base32Seed, step) == first && Of(base32Seed, step + 1) == second) return true;
        }
        return false;
    }

    /// <summary>The code of about now. It may be used again while it lasts.</summary>
    public static bool IsOf(string base32Seed, string code, DateTimeOffset now)
        => Enumerable.Range(-Tolerance, (2 * Tolerance) + 1).Any(offset => Of(base32Seed, StepOf(now) + offset) == code);

    private static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var five = Base32.IndexOf(text[bit / 5], StringComparison.Ordinal);
            if ((five >> (4 - (bit % 5)) & 1) == 1) bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }
        return bytes;
    }
}

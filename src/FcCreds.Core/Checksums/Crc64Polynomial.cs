namespace FcCreds.Core.Checksums;

/// <summary>
/// Arithmetic modulo the ECMA-182 polynomial in reflected order: bit 63 is the coefficient of x^0, bit 0 that of x^63.
/// </summary>
internal static class Crc64Polynomial
{
    public const ulong Reflected = 0xC96C5795D7870F42;

    private const ulong One = 1UL << 63;

    public static ulong TimesX(ulong polynomial) => (polynomial >> 1) ^ (Reflected & (0 - (polynomial & 1)));

    public static ulong Multiply(ulong left, ulong right)
    {
        var product = 0UL;
        for (; left != 0; left <<= 1)
        {
            if ((left & One) != 0) product ^= right;
            right = TimesX(right);
        }
        return product;
    }

    /// <summary>x to the given power, by squaring.</summary>
    public static ulong PowerOfX(long exponent)
    {
        var power = One;
        for (var square = TimesX(One); exponent > 0; exponent >>= 1, square = Multiply(square, square))
        {
            if ((exponent & 1) != 0) power = Multiply(power, square);
        }
        return power;
    }
}

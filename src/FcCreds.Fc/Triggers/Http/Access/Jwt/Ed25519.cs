using System.Numerics;
using System.Security.Cryptography;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>Verification of Ed25519 signatures (RFC 8032), which .NET does not have. All that goes in is public, so its timing need hide nothing.</summary>
internal static class Ed25519
{
    private const int KeySize = 32;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;

    /// <summary>Order of the base point.</summary>
    private static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly Point Base = Decode(Enumerable.Repeat((byte)0x66, KeySize).Select((octet, at) => at == 0 ? (byte)0x58 : octet).ToArray())!.Value;

    /// <summary>True for 32 bytes that are a point of the curve.</summary>
    public static bool IsKey(ReadOnlySpan<byte> publicKey) => publicKey.Length == KeySize && Decode(publicKey) is not null;

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeySize || signature.Length != 2 * KeySize) return false;
        if (Decode(publicKey) is not { } key || Decode(signature[..KeySize]) is not { } commitment) return false;
        var response = Number(signature[KeySize..]);
        if (response >= L) return false;
        var challenge = Number(SHA512.HashData([.. signature[..KeySize], .. publicKey, .. message])) % L;
        return Multiply(Base, response).IsSameAs(commitment.Add(Multiply(key, challenge)));
    }

    private static Point Multiply(Point point, BigInteger times)
    {
        var sum = new Point(BigInteger.Zero, BigInteger.One, BigInteger.One, BigInteger.Zero);
        for (var bit = (int)times.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum = sum.Add(sum);
            if (!((times >> bit) & 1).IsZero) sum = sum.Add(point);
        }
        return sum;
    }

    /// <summary>The point with that y and the sign of x in the top bit; null when the curve has none.</summary>
    private static Point? Decode(ReadOnlySpan<byte> bytes)
    {
        var number = Number(bytes);
        var isOdd = number.GetBitLength() == 256;
        var y = isOdd ? number - BigInteger.Pow(2, 255) : number;
        if (y >= P) return null;
        var square = Mod((y * y - 1) * Inverse(Mod(D * y * y + 1)));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Mod(x * x) != square) x = Mod(x * RootOfMinusOne);
        if (Mod(x * x) != square || (x.IsZero && isOdd)) return null;
        if (x.IsEven == isOdd) x = P - x;
        return new(x, y, BigInteger.One, Mod(x * y));
    }

    private static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(number, P - 2, P);

    private static BigInteger Mod(BigInteger number)
    {
        var rest = number % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    /// <summary>In extended coordinates: x = X/Z, y = Y/Z, xy = T/Z.</summary>
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
    {
        public Point Add(Point other)
        {
            var a = Mod((Y - X) * (other.Y - other.X));
            var b = Mod((Y + X) * (other.Y + other.X));
            var c = Mod(2 * T * other.T * D);
            var d = Mod(2 * Z * other.Z);
            var (e, f, g, h) = (b - a, d - c, d + c, b + a);
            return new(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
        }

        public bool IsSameAs(Point other) => Mod(X * other.Z - other.X * Z).IsZero && Mod(Y * other.Z - other.Y * Z).IsZero;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arm = System.Runtime.Intrinsics.Arm;

namespace FcCreds.Core.Checksums;

/// <summary>
/// The same by carry-less multiplication, after Intel's "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ": the message is
/// kept congruent modulo the polynomial while eight 16-byte lanes swallow 128 bytes a step; what remains goes through the table.
/// </summary>
internal static class Crc64Folding
{
    /// <summary>Shorter blocks go through the table.</summary>
    public const int MinimumLength = Lanes * LaneBytes;

    private const int Lanes = 8;
    private const int LaneBytes = 16;

    private static readonly Vector128<ulong> OverAllLanes = MultiplierFor(Lanes * LaneBytes * 8);
    private static readonly Vector128<ulong> OverOneLane = MultiplierFor(LaneBytes * 8);

    public static bool IsSupported => Pclmulqdq.IsSupported || Arm.Aes.IsSupported;

    /// <summary>Takes as many bytes as make whole lanes and hands back the <paramref name="rest"/>. Needs <see cref="MinimumLength"/> bytes.</summary>
    public static ulong Append(ulong register, ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> rest)
    {
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var left = bytes.Length - MinimumLength;
        var a = Load(ref at, 0) ^ Vector128.CreateScalar(register);
        Vector128<ulong> b = Load(ref at, 1), c = Load(ref at, 2), d = Load(ref at, 3);
        Vector128<ulong> e = Load(ref at, 4), f = Load(ref at, 5), g = Load(ref at, 6), h = Load(ref at, 7);
        at = ref Unsafe.Add(ref at, MinimumLength);
        for (var multiplier = OverAllLanes; left >= MinimumLength; left -= MinimumLength)
        {
            a = Fold(a, multiplier) ^ Load(ref at, 0);
            b = Fold(b, multiplier) ^ Load(ref at, 1);
            c = Fold(c, multiplier) ^ Load(ref at, 2);
            d = Fold(d, multiplier) ^ Load(ref at, 3);
            e = Fold(e, multiplier) ^ Load(ref at, 4);
            f = Fold(f, multiplier) ^ Load(ref at, 5);
            g = Fold(g, multiplier) ^ Load(ref at, 6);
            h = Fold(h, multiplier) ^ Load(ref at, 7);
            at = ref Unsafe.Add(ref at, MinimumLength);
        }
        var one = OverOneLane;
        a = Fold(Fold(Fold(Fold(a, one) ^ b, one) ^ c, one) ^ d, one) ^ e;
        a = Fold(Fold(Fold(a, one) ^ f, one) ^ g, one) ^ h;
        for (; left >= LaneBytes; left -= LaneBytes)
        {
            a = Fold(a, one) ^ Load(ref at, 0);
            at = ref Unsafe.Add(ref at, LaneBytes);
        }
        rest = bytes[^left..];
        Span<byte> remainder = stackalloc byte[LaneBytes];
        a.AsByte().CopyTo(remainder);
        return Crc64Table.Append(0, remainder);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Load(ref byte at, int lane) => Vector128.LoadUnsafe(ref at, (nuint)(lane * LaneBytes)).AsUInt64();

    /// <summary>The lane moved on by as many bits as the multiplier stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Fold(Vector128<ulong> lane, Vector128<ulong> multiplier)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(lane, multiplier, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, multiplier, 0x11);
        return Arm.Aes.PolynomialMultiplyWideningLower(lane.GetLower(), multiplier.GetLower())
            ^ Arm.Aes.PolynomialMultiplyWideningUpper(lane, multiplier);
    }

    // The first eight bytes of a lane are the higher powers (64 more), and a reflected product comes out one power too high.
    private static Vector128<ulong> MultiplierFor(int bits)
        => Vector128.Create(Crc64Polynomial.PowerOfX(bits + 63), Crc64Polynomial.PowerOfX(bits - 1));
}

namespace FcCreds.Core.Checksums;

/// <summary>
/// CRC-64/XZ: what OSS calls <c>x-oss-hash-crc64ecma</c>. A value of this type is the checksum of the bytes appended so far and can
/// be carried on from a stored <see cref="Value"/>, as AppendObject needs; <c>default</c> is the checksum of nothing.
/// </summary>
internal struct Crc64(ulong value)
{
    private ulong value = value;

    /// <summary>The checksum so far; OSS prints it as an unsigned decimal.</summary>
    public readonly ulong Value => value;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var crc = default(Crc64);
        crc.Append(bytes);
        return crc.value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        // The register starts as all ones and is inverted at the end; inverting around each block makes the two cancel in between.
        var register = ~value;
        if (Crc64Folding.IsSupported && bytes.Length >= Crc64Folding.MinimumLength)
            register = Crc64Folding.Append(register, bytes, out bytes);
        value = ~Crc64Table.Append(register, bytes);
    }

    /// <summary>The checksum of two pieces put together, from their checksums and the length of the second.</summary>
    public static ulong Combine(ulong first, ulong second, long secondLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(secondLength);
        return Crc64Polynomial.Multiply(first, Crc64Polynomial.PowerOfX(checked(secondLength * 8))) ^ second;
    }
}

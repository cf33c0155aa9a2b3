namespace FcCreds.Oss.S3;

/// <summary>A CRC of 32 or 64 bits, least significant bit first, all ones before and after.</summary>
internal sealed class ReflectedCrc
{
    public static readonly ReflectedCrc Crc32 = new(0xEDB88320, 4);
    public static readonly ReflectedCrc Crc32C = new(0x82F63B78, 4);
    public static readonly ReflectedCrc Crc64Nvme = new(0x9A6C9329AC4BC9B5, 8);

    private readonly ulong[] table = new ulong[256];

    private ReflectedCrc(ulong polynomial, int bytes)
    {
        Bytes = bytes;
        for (var at = 0; at < table.Length; at++)
        {
            var value = (ulong)at;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ polynomial;
            table[at] = value;
        }
    }

    public int Bytes { get; }

    public ulong Mask => Bytes == 8 ? ulong.MaxValue : uint.MaxValue;

    public ulong Append(ulong state, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes) state = table[(byte)(state ^ one)] ^ (state >> 8);
        return state;
    }
}

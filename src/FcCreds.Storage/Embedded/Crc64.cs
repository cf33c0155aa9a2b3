namespace FcCreds.Storage.Embedded;

/// <summary>CRC-64/XZ by table.</summary>
internal struct Crc64
{
    private static readonly ulong[] Table = Make();
    private ulong state;

    public readonly ulong Value => state;

    public void Append(ReadOnlySpan<byte> block)
    {
        var crc = ~state;
        foreach (var b in block)
            crc = Table[(byte)crc ^ b] ^ crc >> 8;
        state = ~crc;
    }

    private static ulong[] Make()
    {
        var table = new ulong[256];
        for (var i = 0; i < 256; i++)
        {
            var crc = (ulong)i;
            for (var k = 0; k < 8; k++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xC96C5795D7870F42 : crc >> 1;
            table[i] = crc;
        }

        return table;
    }
}

using System.Buffers.Binary;

namespace FcCreds.Core.Checksums;

/// <summary>Eight bytes a step through eight tables: for processors without carry-less multiply, and for short or odd ends.</summary>
internal static class Crc64Table
{
    private static readonly ulong[] Tables = MakeTables();

    /// <summary>The register after some more bytes; neither inverted before nor after.</summary>
    public static ulong Append(ulong register, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables.AsSpan(0, 8 * 256);
        while (bytes.Length >= 8)
        {
            var x = register ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            register = tables[(7 * 256) + (byte)x] ^ tables[(6 * 256) + (byte)(x >> 8)]
                ^ tables[(5 * 256) + (byte)(x >> 16)] ^ tables[(4 * 256) + (byte)(x >> 24)]
                ^ tables[(3 * 256) + (byte)(x >> 32)] ^ tables[(2 * 256) + (byte)(x >> 40)]
                ^ tables[256 + (byte)(x >> 48)] ^ tables[(byte)(x >> 56)];
            bytes = bytes[8..];
        }
        foreach (var octet in bytes) register = tables[(byte)register ^ octet] ^ (register >> 8);
        return register;
    }

    private static ulong[] MakeTables()
    {
        var tables = new ulong[8 * 256];
        for (var octet = 0; octet < 256; octet++)
        {
            var register = (ulong)octet;
            for (var bit = 0; bit < 8; bit++) register = Crc64Polynomial.TimesX(register);
            tables[octet] = register;
        }
        // Table n is table n-1 with one more zero byte behind it.
        for (var i = 256; i < tables.Length; i++) tables[i] = tables[(byte)tables[i - 256]] ^ (tables[i - 256] >> 8);
        return tables;
    }
}

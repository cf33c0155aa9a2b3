using System.Buffers.Binary;
using System.Text;
using FcCreds.Oss.S3;

namespace FcCreds.Oss.Select;

/// <summary>
/// A frame of the reply: version 1 and type, length of the payload, CRC-32 of these, payload, CRC-32 of the payload; all big-endian. Every
/// payload begins with the offset that the scan has reached ("SelectObject", frame type; read by oss2 2.x, Go, Java and C# SDKs).
/// </summary>
internal static class SelectFrame
{
    private const uint Version = 0x01000000;
    private const int HeadLength = 12;

    public static byte[] Data(long offset, ReadOnlySpan<byte> data)
    {
        var payload = new byte[8 + data.Length];
        BinaryPrimitives.WriteInt64BigEndian(payload, offset);
        data.CopyTo(payload.AsSpan(8));
        return Frame(0x800001, payload);
    }

    /// <summary>Keeps the connection while there is nothing to send.</summary>
    public static byte[] Continuous(long offset)
    {
        var payload = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(payload, offset);
        return Frame(0x800004, payload);
    }

    /// <summary>How it ended.</summary>
    /// <param name="message"><c>code.message</c>, a lone dot when all went well.</param>
    public static byte[] End(long offset, int status, string message)
    {
        var text = Encoding.UTF8.GetBytes(message);
        var payload = new byte[20 + text.Length];
        BinaryPrimitives.WriteInt64BigEndian(payload, offset);
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(8), offset);
        BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(16), status);
        text.CopyTo(payload, 20);
        return Frame(0x800005, payload);
    }

    /// <summary>The only frame of CreateSelectObjectMeta.</summary>
    public static byte[] MetaEnd(long scanned, SelectMeta meta, bool isCsv)
    {
        var payload = new byte[isCsv ? 37 : 33];
        BinaryPrimitives.WriteInt64BigEndian(payload, scanned);
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(8), scanned);
        BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(16), 200);
        BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(20), meta.Splits);
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(24), meta.Rows);
        if (isCsv) BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(32), meta.Columns);
        payload[^1] = (byte)'.';
        return Frame(isCsv ? 0x800006u : 0x800007u, payload);
    }

    private static byte[] Frame(uint type, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeadLength + payload.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(frame, Version | type);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), payload.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc(frame.AsSpan(0, 8)));
        payload.CopyTo(frame.AsSpan(HeadLength));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(HeadLength + payload.Length), Crc(payload));
        return frame;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = ReflectedCrc.Crc32;
        return (uint)((crc.Append(crc.Mask, bytes) ^ crc.Mask) & crc.Mask);
    }
}

using System.Buffers.Binary;

namespace FcCreds.Oss.Image;

/// <summary>How the camera was held, as the EXIF segment of a JPEG says: the entry 0x0112 of its first directory.</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112;

    /// <summary>1 to 8; null when the segment is none of EXIF, or does not say.</summary>
    public static int? Read(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8)) return null;
        var tiff = segment[6..];
        var isLittle = tiff.StartsWith("II"u8);
        var directory = Number(tiff, 4, isLittle, 4);
        if (directory < 8 || directory > tiff.Length - 2) return null;
        var entries = Number(tiff, (int)directory, isLittle, 2);
        for (var entry = 0; entry < entries; entry++)
        {
            var at = (int)directory + 2 + (entry * 12);
            if (at + 12 > tiff.Length) return null;
            if (Number(tiff, at, isLittle, 2) == Tag) return Number(tiff, at + 8, isLittle, 2) is >= 1 and <= 8 and var held ? (int)held : null;
        }
        return null;
    }

    private static uint Number(ReadOnlySpan<byte> from, int at, bool isLittle, int bytes)
    {
        var number = from.Slice(at, bytes);
        return bytes == 2
            ? isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(number) : BinaryPrimitives.ReadUInt16BigEndian(number)
            : isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(number) : BinaryPrimitives.ReadUInt32BigEndian(number);
    }
}

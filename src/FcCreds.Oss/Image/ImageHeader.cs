using System.Buffers.Binary;

namespace FcCreds.Oss.Image;

/// <summary>Finds format and size of an image in its bytes, without decoding it.</summary>
internal static class ImageHeader
{
    /// <summary>Null for what is none of the known formats, or broken.</summary>
    public static ImageInfo? Read(ReadOnlySpan<byte> image)
    {
        var read = image switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] when image.Length >= 24
                => new("png", BinaryPrimitives.ReadInt32BigEndian(image[16..]), BinaryPrimitives.ReadInt32BigEndian(image[20..]), 1),
            [0xFF, 0xD8, 0xFF, ..] => Jpeg(image),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', _, (byte)'a', ..] when image.Length >= 13
                => new("gif", BinaryPrimitives.ReadUInt16LittleEndian(image[6..]), BinaryPrimitives.ReadUInt16LittleEndian(image[8..]), GifFrames(image)),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] when image.Length >= 30 => Webp(image),
            [(byte)'B', (byte)'M', ..] when image.Length >= 26
                => new("bmp", BinaryPrimitives.ReadInt32LittleEndian(image[18..]), Math.Abs(BinaryPrimitives.ReadInt32LittleEndian(image[22..])), 1),
            _ => (ImageInfo?)null,
        };
        return read is { Width: > 0, Height: > 0 } ? read : null;
    }

    /// <summary>The frame header (SOF) has the size; it comes after any number of other segments.</summary>
    private static ImageInfo? Jpeg(ReadOnlySpan<byte> image)
    {
        var orientation = 1;
        for (var at = 2; at + 9 < image.Length;)
        {
            if (image[at] != 0xFF) return null;
            var marker = image[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new("jpg", BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..]), 1) { Orientation = orientation };
            if (marker == 0xE1) orientation = ExifOrientation.Read(image[(at + 4)..]) ?? orientation;
            at += 2 + (marker is 0x01 or (>= 0xD0 and <= 0xD7) ? 0 : BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]));
        }
        return null;
    }

    private static ImageInfo? Webp(ReadOnlySpan<byte> image)
    {
        var kind = image[12..16];
        if (kind.SequenceEqual("VP8 "u8))
            return new("webp", BinaryPrimitives.ReadUInt16LittleEndian(image[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(image[28..]) & 0x3FFF, 1);
        if (kind.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(image[21..]);
            return new("webp", (int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1, 1);
        }
        if (!kind.SequenceEqual("VP8X"u8)) return null;
        return new("webp", (int)(BinaryPrimitives.ReadUInt32LittleEndian(image[24..]) & 0xFFFFFF) + 1, (int)(BinaryPrimitives.ReadUInt32LittleEndian(image[26..]) >> 8) + 1, WebpFrames(image));
    }

    private static int WebpFrames(ReadOnlySpan<byte> image)
    {
        var frames = 0;
        for (long at = 12; at + 8 <= image.Length;)
        {
            var chunk = image[(int)at..];
            if (chunk[..4].SequenceEqual("ANMF"u8)) frames++;
            at += 8 + (((long)BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]) + 1) & ~1L);
        }
        return Math.Max(1, frames);
    }

    private static int GifFrames(ReadOnlySpan<byte> image)
    {
        var (at, frames) = (13 + ColorTable(image[10]), 0);
        while (at < image.Length && image[at] != 0x3B)
        {
            if (image[at] == 0x21) at = Blocks(image, at + 2);
            else if (image[at] == 0x2C && at + 10 < image.Length)
            {
                frames++;
                at = Blocks(image, at + 11 + ColorTable(image[at + 9]));
            }
            else break;
        }
        return Math.Max(1, frames);
    }

    private static int ColorTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>Behind a chain of blocks, each with its length in front, the last empty.</summary>
    private static int Blocks(ReadOnlySpan<byte> image, int at)
    {
        while (at < image.Length && image[at] != 0) at += image[at] + 1;
        return at + 1;
    }
}

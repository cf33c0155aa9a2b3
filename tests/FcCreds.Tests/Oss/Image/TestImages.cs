using System.Buffers.Binary;
using System.IO.Compression;
using FcCreds.Core.Errors;
using FcCreds.Oss.Image;

namespace FcCreds.Tests.Oss.Image;

/// <summary>Small images, made here.</summary>
internal static class TestImages
{
    /// <summary>Whether the machine has ImageMagick, which the tests that process need.</summary>
    public static async Task NeedToolAsync()
    {
        try
        {
            await using var result = await new ImageTool(["magick", "convert"], TimeProvider.System).RunAsync(["png:-", "png:-"], Png(1, 1), TestContext.Current.CancellationToken);
        }
        catch (ServiceException missing) when (missing.Error.Code == "NotImplemented")
        {
            Assert.Skip("ImageMagick is not installed.");
        }
    }

    /// <summary>A grey picture.</summary>
    public static byte[] Png(int width, int height)
    {
        using var image = new MemoryStream();
        image.Write([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        Chunk(image, "IHDR"u8, header);
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < height; row++) zlib.Write([0, .. Enumerable.Repeat((byte)(row % 256), width)]);
        }
        Chunk(image, "IDAT"u8, rows.ToArray());
        Chunk(image, "IEND"u8, []);
        return image.ToArray();
    }

    private static void Chunk(Stream to, ReadOnlySpan<byte> type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        to.Write(length);
        to.Write(type);
        to.Write(data);
        var crc = uint.MaxValue;
        foreach (var one in (byte[])[.. type, .. data])
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        BinaryPrimitives.WriteUInt32BigEndian(length, ~crc);
        to.Write(length);
    }
}

using System.Buffers.Binary;

namespace FcCreds.Storage.Embedded;

/// <summary>A run of bytes in one kept content: a row of <c>body</c>, or a file.</summary>
internal readonly record struct Extent(bool InFile, long Content, long Offset, long Length)
{
    private const int Size = 24;

    public static byte[] Encode(IReadOnlyList<Extent> extents)
    {
        var bytes = new byte[extents.Count * Size];
        for (var i = 0; i < extents.Count; i++)
        {
            var (inFile, content, offset, length) = extents[i];
            var target = bytes.AsSpan(i * Size);
            // The lowest bit says where the content is.
            BinaryPrimitives.WriteInt64LittleEndian(target, content << 1 | (inFile ? 1L : 0L));
            BinaryPrimitives.WriteInt64LittleEndian(target[8..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(target[16..], length);
        }

        return bytes;
    }

    public static Extent[] Decode(ReadOnlySpan<byte> bytes)
    {
        var extents = new Extent[bytes.Length / Size];
        for (var i = 0; i < extents.Length; i++)
        {
            var source = bytes[(i * Size)..];
            var place = BinaryPrimitives.ReadInt64LittleEndian(source);
            extents[i] = new Extent(
                (place & 1) != 0,
                place >> 1,
                BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(source[16..]));
        }

        return extents;
    }

    /// <summary>The extents that hold <paramref name="length"/> bytes from <paramref name="offset"/> on.</summary>
    public static List<Extent> Cut(IEnumerable<Extent> extents, long offset, long length)
    {
        var cut = new List<Extent>();
        foreach (var extent in extents)
        {
            var skipped = Math.Min(offset, extent.Length);
            var taken = Math.Min(length, extent.Length - skipped);
            if (taken > 0)
                cut.Add(extent with { Offset = extent.Offset + skipped, Length = taken });
            offset -= skipped;
            length -= taken;
        }

        return cut;
    }
}

/// <param name="Extents">In order.</param>
/// <param name="Body">The whole content, where a small one was read together with its version.</param>
internal sealed record StoredContent(Extent[] Extents, byte[]? Body) : ContentLocator;

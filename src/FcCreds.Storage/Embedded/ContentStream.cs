using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace FcCreds.Storage.Embedded;

/// <summary>A stretch of an opened version: bytes in memory, or a stretch of a file.</summary>
internal readonly record struct Segment(long Length, ReadOnlyMemory<byte> Bytes, long File, long Offset)
{
    public bool InFile => Bytes.IsEmpty;
}

/// <summary>Reads the segments of a version one after another; forward only. Its files stay until it is disposed.</summary>
internal sealed class ContentStream(ContentFiles files, IReadOnlyList<Segment> segments, long[] pinned) : Stream
{
    private const int BlockSize = 128 * 1024;

    private SafeFileHandle? file;
    private int current;
    private long done;
    private bool disposed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!MoveToContent() || buffer.IsEmpty)
            return 0;
        var segment = segments[current];
        var wanted = (int)Math.Min(buffer.Length, segment.Length - done);
        if (segment.InFile)
            wanted = Advance(await RandomAccess.ReadAsync(Opened(segment), buffer[..wanted], segment.Offset + done, cancellationToken));
        else
            TakeBytes(wanted).CopyTo(buffer);
        return wanted;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (!MoveToContent() || buffer.IsEmpty)
            return 0;
        var segment = segments[current];
        var wanted = (int)Math.Min(buffer.Length, segment.Length - done);
        if (segment.InFile)
            wanted = Advance(RandomAccess.Read(Opened(segment), buffer[..wanted], segment.Offset + done));
        else
            TakeBytes(wanted).Span.CopyTo(buffer);
        return wanted;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>In large blocks, whatever the caller's buffer; bytes in memory go out without a copy.</summary>
    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            while (MoveToContent())
            {
                var segment = segments[current];
                if (!segment.InFile)
                {
                    await destination.WriteAsync(TakeBytes((int)(segment.Length - done)), cancellationToken);
                    continue;
                }

                var count = await ReadAsync(block.AsMemory(0, BlockSize), cancellationToken);
                await destination.WriteAsync(block.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !disposed)
        {
            disposed = true;
            file?.Dispose();
            files.Unpin(pinned);
        }

        base.Dispose(disposing);
    }

    /// <summary>Steps over finished segments; false at the end.</summary>
    private bool MoveToContent()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        while (current < segments.Count && done == segments[current].Length)
        {
            file?.Dispose();
            (file, done) = (null, 0);
            current++;
        }

        return current < segments.Count;
    }

    private SafeFileHandle Opened(Segment segment) => file ??= files.OpenRead(segment.File);

    private int Advance(int count)
    {
        if (count == 0)
            throw new EndOfStreamException("A content file is shorter than the index says.");
        done += count;
        return count;
    }

    private ReadOnlyMemory<byte> TakeBytes(int count)
    {
        var bytes = segments[current].Bytes.Slice((int)done, count);
        done += count;
        return bytes;
    }
}

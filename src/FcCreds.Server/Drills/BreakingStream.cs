namespace FcCreds.Server.Drills;

/// <summary>Passes on so many bytes, then breaks the connection and swallows the rest.</summary>
internal sealed class BreakingStream(Stream inner, int limit, Action breakOff) : Stream
{
    private int left = limit;
    private bool isBroken;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isBroken) return;
        var passed = Math.Min(left, buffer.Length);
        left -= passed;
        if (passed > 0) await inner.WriteAsync(buffer[..passed], cancellationToken);
        if (passed == buffer.Length) return;
        isBroken = true;
        // What was let through shall arrive.
        await inner.FlushAsync(cancellationToken);
        breakOff();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => isBroken ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

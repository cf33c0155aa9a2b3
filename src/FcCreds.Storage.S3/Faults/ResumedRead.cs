namespace FcCreds.Storage.S3.Faults;

/// <summary>
/// An object's bytes from the backend, which go on where they stopped when the connection breaks: the client of a long download need not
/// learn of it. Three breaks without a byte in between are told.
/// </summary>
/// <param name="source">Where it begins.</param>
/// <param name="reopen">Opens the rest behind so many bytes; null when the object is no longer what it was.</param>
/// <param name="broken">The exception for a connection that stays broken.</param>
internal sealed class ResumedRead(Stream source, Func<long, CancellationToken, Task<Stream?>> reopen, Func<Exception, Exception> broken) : Stream
{
    private const int MaxBreaks = 3;

    private Stream source = source;
    private long read;
    private int breaks;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var count = await source.ReadAsync(buffer, cancellationToken);
                read += count;
                if (count > 0) breaks = 0;
                return count;
            }
            catch (IOException fault) when (!cancellationToken.IsCancellationRequested)
            {
                if (++breaks == MaxBreaks) throw broken(fault);
                await source.DisposeAsync();
                source = await reopen(read, cancellationToken) ?? throw broken(fault);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Everything here reads without blocking a thread.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }
}

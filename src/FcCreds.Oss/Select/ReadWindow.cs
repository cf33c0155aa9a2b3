namespace FcCreds.Oss.Select;

/// <summary>The part of a stream that is being looked at: it grows at its end and is used up at its beginning.</summary>
internal sealed class ReadWindow(Stream stream) : IAsyncDisposable
{
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    /// <summary>Nothing follows what is in sight.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>Bytes used up so far.</summary>
    public long Position { get; private set; }

    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(start, end - start);

    public ReadOnlySpan<byte> Span => buffer.AsSpan(start, end - start);

    public void Use(int bytes) => (start, Position) = (start + bytes, Position + bytes);

    /// <summary>Reads on; false at the end, or when the window is full.</summary>
    public async ValueTask<bool> GrowAsync(int most, CancellationToken ct)
    {
        if (IsEnd || end - start >= most) return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        try
        {
            var count = await stream.ReadAsync(buffer.AsMemory(end), ct);
            IsEnd = count == 0;
            end += count;
            return count > 0;
        }
        catch (InvalidDataException)
        {
            throw OssErrors.DecompressFailure.With();
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}

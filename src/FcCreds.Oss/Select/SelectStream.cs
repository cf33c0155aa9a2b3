namespace FcCreds.Oss.Select;

/// <summary>The reply of a query, computed while it is read.</summary>
internal sealed class SelectStream(SelectRun run, ReadOnlyMemory<byte> first) : BodyStream
{
    private ReadOnlyMemory<byte> block = first;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (block.IsEmpty) block = await run.NextAsync(cancellationToken);
        var count = Math.Min(buffer.Length, block.Length);
        block[..count].CopyTo(buffer);
        block = block[count..];
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        await run.DisposeAsync();
        await base.DisposeAsync();
    }
}

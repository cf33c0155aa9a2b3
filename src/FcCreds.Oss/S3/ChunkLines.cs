using System.Text;

namespace FcCreds.Oss.S3;

/// <summary>Reads lines and bytes in turn from one stream.</summary>
internal sealed class ChunkLines(Stream wire, int maxLine)
{
    private readonly byte[] window = new byte[16 * 1024];
    private int start;
    private int end;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct)
    {
        if (start == end) return await wire.ReadAsync(buffer, ct);
        var count = Math.Min(buffer.Length, end - start);
        window.AsMemory(start, count).CopyTo(buffer);
        start += count;
        return count;
    }

    /// <summary>The next line without its end.</summary>
    public async ValueTask<string> ReadLineAsync(CancellationToken ct) => await TryReadLineAsync(ct) ?? throw OssErrors.IncompleteBody.With();

    /// <summary>The same, or null at the end of the stream.</summary>
    public async ValueTask<string?> TryReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end)
            {
                (start, end) = (0, await wire.ReadAsync(window, ct));
                if (end == 0) return line.Length == 0 ? null : throw OssErrors.BrokenChunk.With();
            }
            var feed = window.AsSpan(start, end - start).IndexOf((byte)'\n');
            var count = feed < 0 ? end - start : feed;
            line.Append(Encoding.Latin1.GetString(window, start, count));
            start += feed < 0 ? count : count + 1;
            if (line.Length > maxLine) throw OssErrors.BrokenChunk.With();
            if (feed < 0) continue;
            if (line.Length == 0 || line[^1] != '\r') throw OssErrors.BrokenChunk.With();
            return line.ToString(0, line.Length - 1);
        }
    }
}

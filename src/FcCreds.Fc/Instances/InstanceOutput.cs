using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using FcCreds.Core.Journal;

namespace FcCreds.Fc.Instances;

/// <summary>
/// What an instance prints, cut into lines and kept for the call that runs. Two kinds of lines are not the handler's: the bootstrap's
/// at the end of each call and the launcher's at the end of the process; a random marker no handler can guess tells them.
/// </summary>
/// <param name="marker">See above.</param>
/// <param name="wire">When a line came.</param>
internal sealed class InstanceOutput(string marker, TimeProvider wire)
{
    /// <summary>FC cuts a line there.</summary>
    private const int MaxLineBytes = 128 * 1024;

    /// <summary>Characters kept of one call: far above the 4 KB that a caller sees, far below what hurts.</summary>
    private const int MaxKept = 8 * 1024 * 1024;

    private readonly byte[] mark = Encoding.ASCII.GetBytes(marker + " ");
    private readonly Lock gate = new();
    private readonly Queue<PrintedLine> lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> ends = new();
    private readonly TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long kept;
    private double memoryMb;
    private int groupId;
    private int exitCode = -1;

    /// <summary>Ends when the launcher has told of the process's end.</summary>
    public Task Exited => exited.Task;

    /// <summary>Peak resident memory as far as anybody has told; 0 before.</summary>
    public double MemoryMb => Volatile.Read(ref memoryMb);

    /// <summary>Process group of the handler; null until the launcher has told.</summary>
    public int? GroupId => Volatile.Read(ref groupId) is > 0 and var known ? known : null;

    /// <summary>As a shell tells it: 128 and more for a signal. Null before the end.</summary>
    public int? ExitCode => Volatile.Read(ref exitCode) is >= 0 and var known ? known : null;

    /// <summary>Ends when everything that the call printed has been read. Ask before the call starts.</summary>
    public Task EndOf(string call)
        => ends.GetOrAdd(call, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Somebody has looked; the highest value counts.</summary>
    public void Observe(double megabytes)
    {
        lock (gate)
        {
            if (megabytes > memoryMb) Volatile.Write(ref memoryMb, megabytes);
        }
    }

    /// <summary>Nothing more will come.</summary>
    public void End() => exited.TrySetResult();

    /// <summary>The lines since the last time, which no longer are kept.</summary>
    public IReadOnlyList<PrintedLine> Take()
    {
        lock (gate)
        {
            PrintedLine[] taken = [.. lines];
            lines.Clear();
            kept = 0;
            return taken;
        }
    }

    /// <summary>Reads until end of file.</summary>
    public async Task ReadAsync(Stream stream)
    {
        var reader = PipeReader.Create(stream);
        while (true)
        {
            var read = await reader.ReadAsync();
            var rest = read.Buffer;
            while (NextLine(ref rest, read.IsCompleted, out var line)) Accept(line);
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) break;
        }
        await reader.CompleteAsync();
    }

    private static bool NextLine(ref ReadOnlySequence<byte> rest, bool last, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }
        var cut = last ? rest.Length : rest.Length >= MaxLineBytes ? MaxLineBytes : 0;
        line = rest.Slice(0, cut);
        rest = rest.Slice(cut);
        return cut > 0;
    }

    private void Accept(ReadOnlySequence<byte> line)
    {
        var bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        var at = bytes.IndexOf(mark);
        if (at < 0)
        {
            Keep(bytes);
            return;
        }
        if (at > 0) Keep(bytes[..at]);
        Heed(Encoding.ASCII.GetString(bytes[(at + mark.Length)..]).Split(' '));
    }

    /// <summary><c>call {request id} {KB}</c>, <c>exit {status} 0</c> or <c>group {process id} 0</c>.</summary>
    private void Heed(string[] words)
    {
        if (words.Length != 3 || !long.TryParse(words[2], CultureInfo.InvariantCulture, out var kilobytes)) return;
        Observe(kilobytes / 1024.0);
        switch (words[0])
        {
            case "call":
                if (ends.TryRemove(words[1], out var end)) end.TrySetResult();
                break;
            case "group":
                Volatile.Write(ref groupId, int.Parse(words[1], CultureInfo.InvariantCulture));
                break;
            case "exit":
                Volatile.Write(ref exitCode, int.Parse(words[1], CultureInfo.InvariantCulture));
                exited.TrySetResult();
                break;
        }
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line.TrimEnd((byte)'\r'));
        lock (gate)
        {
            lines.Enqueue(new(wire.GetUtcNow(), text));
            kept += text.Length + 1;
            while (kept > MaxKept) kept -= lines.Dequeue().Text.Length + 1;
        }
    }
}

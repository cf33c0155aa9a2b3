using System.Globalization;
using System.Text.Json;

namespace FcCreds.Core.Journal;

/// <summary>
/// The journal on disk: <c>journal-000001.jsonl</c> and so on, one event a line. Only ever appended to; each start begins a new segment,
/// so a line torn by a crash stays the last of its own. Used by one writer at a time.
/// </summary>
internal sealed class JournalSegments(string folder, long segmentBytes, long totalBytes) : IDisposable
{
    private const string Prefix = "journal-";
    private const string Extension = ".jsonl";

    private FileStream? current;
    private long lost;

    /// <summary>Events that the disk refused.</summary>
    public long Lost => Interlocked.Read(ref lost);

    /// <summary>The last events of earlier runs, oldest first.</summary>
    public IReadOnlyList<JournalEvent> ReadTail(int limit)
    {
        var events = new List<JournalEvent>();
        foreach (var (_, path) in Existing().Reverse())
        {
            events.InsertRange(0, File.ReadLines(path).Select(ReadLine).OfType<JournalEvent>());
            if (events.Count >= limit) break;
        }
        return events.Count > limit ? events.GetRange(events.Count - limit, limit) : events;
    }

    /// <summary>Never throws: a full disk must not stop the emulator.</summary>
    public void Write(JournalEvent told)
    {
        try
        {
            var file = current ??= Begin();
            JsonSerializer.Serialize(file, told.ForDisk(), JournalJson.Readable.JournalEvent);
            file.WriteByte((byte)'\n');
            if (file.Position >= segmentBytes) End();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref lost);
        }
    }

    public void Flush()
    {
        try
        {
            current?.Flush();
        }
        catch (IOException)
        {
            Interlocked.Increment(ref lost);
        }
    }

    public void Dispose() => End();

    private static JournalEvent? ReadLine(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Readable.JournalEvent);
        }
        catch (Exception torn) when (torn is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private FileStream Begin()
    {
        Directory.CreateDirectory(folder);
        var existing = Existing().ToList();
        var total = existing.Sum(segment => new FileInfo(segment.Path).Length);
        foreach (var (_, path) in existing)
        {
            if (total <= totalBytes - segmentBytes) break;
            total -= new FileInfo(path).Length;
            File.Delete(path);
        }
        var number = existing.Count == 0 ? 1 : existing[^1].Number + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D6}{Extension}");
        return new(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, 64 * 1024);
    }

    private void End()
    {
        current?.Dispose();
        current = null;
    }

    private IEnumerable<(long Number, string Path)> Existing()
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder, $"{Prefix}*{Extension}").Order(StringComparer.Ordinal))
        {
            var digits = Path.GetFileNameWithoutExtension(path).AsSpan(Prefix.Length);
            if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) yield return (number, path);
        }
    }
}

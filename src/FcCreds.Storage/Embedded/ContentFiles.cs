using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace FcCreds.Storage.Embedded;

/// <summary>
/// The files of large contents. A file is written once, then only read. When nothing refers to it any longer it stays for a grace
/// period, and for as long as a reader has it pinned.
/// </summary>
internal sealed class ContentFiles : IDisposable
{
    private readonly string folder;
    private readonly TimeProvider monotonic;
    private readonly TimeSpan unlinkAfter;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly Queue<(long Id, long Since)> condemned = [];
    private readonly Dictionary<long, int> pins = [];
    private readonly HashSet<long> unlinkWhenUnpinned = [];

    public ContentFiles(string folder, TimeProvider monotonic, TimeSpan unlinkAfter)
    {
        (this.folder, this.monotonic, this.unlinkAfter) = (folder, monotonic, unlinkAfter);
        Directory.CreateDirectory(folder);
        timer = monotonic.CreateTimer(_ => UnlinkDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public SafeFileHandle Create(long id)
    {
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
    }

    public SafeFileHandle OpenRead(long id)
        => File.OpenHandle(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);

    public void Delete(long id) => File.Delete(PathOf(id));

    /// <summary>Keeps the files until unpinned; false, and nothing pinned, when one of them is gone already.</summary>
    public bool TryPin(IReadOnlyList<long> ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
                pins[id] = pins.GetValueOrDefault(id) + 1;
        }

        if (ids.All(id => File.Exists(PathOf(id))))
            return true;
        Unpin(ids);
        return false;
    }

    public void Unpin(IReadOnlyList<long> ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                if (--pins[id] > 0)
                    continue;
                pins.Remove(id);
                if (unlinkWhenUnpinned.Remove(id))
                    Delete(id);
            }
        }
    }

    /// <summary>Unlinks the files when the grace period is over.</summary>
    public void Condemn(IReadOnlyList<long> ids)
    {
        if (ids.Count == 0)
            return;
        lock (gate)
        {
            var since = monotonic.GetTimestamp();
            if (condemned.Count == 0)
                timer.Change(unlinkAfter, Timeout.InfiniteTimeSpan);
            foreach (var id in ids)
                condemned.Enqueue((id, since));
        }
    }

    /// <summary>Deletes what no index row refers to: content that was staged or condemned when the process ended. The highest id seen.</summary>
    public long Sweep(Func<long, bool> isReferenced)
    {
        var highest = 0L;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (!long.TryParse(Path.GetFileName(path), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
                continue;
            highest = Math.Max(highest, id);
            if (!isReferenced(id))
                File.Delete(path);
        }

        return highest;
    }

    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            foreach (var id in condemned.Select(c => c.Id).Concat(unlinkWhenUnpinned))
                Delete(id);
            condemned.Clear();
            unlinkWhenUnpinned.Clear();
        }
    }

    private void UnlinkDue()
    {
        lock (gate)
        {
            while (condemned.TryPeek(out var next))
            {
                var rest = unlinkAfter - monotonic.GetElapsedTime(next.Since);
                if (rest > TimeSpan.Zero)
                {
                    timer.Change(rest + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                    return;
                }

                condemned.Dequeue();
                if (pins.ContainsKey(next.Id))
                    unlinkWhenUnpinned.Add(next.Id);
                else
                    Delete(next.Id);
            }
        }
    }

    private string PathOf(long id)
    {
        var name = id.ToString("x16", CultureInfo.InvariantCulture);
        return Path.Combine(folder, name[^2..], name);
    }
}

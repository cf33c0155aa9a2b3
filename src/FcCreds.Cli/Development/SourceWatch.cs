using System.Threading.Channels;

namespace FcCreds.Cli.Development;

/// <summary>Tells of files that were saved, once for each burst: editors write a file in several steps, and builds write many.</summary>
internal sealed class SourceWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    /// <summary>What tools and running handlers write beside the code.</summary>
    private static readonly string[] Ignored = [".git", ".fccreds", "__pycache__", ".venv", ".idea", ".vscode"];

    private readonly Lock gate = new();
    private readonly HashSet<string> pending = new(StringComparer.Ordinal);
    private readonly Channel<IReadOnlySet<string>> bursts = Channel.CreateUnbounded<IReadOnlySet<string>>(new() { SingleReader = true });
    private readonly ITimer timer;
    private readonly string? dataFolder;
    private List<FileSystemWatcher> watchers = [];

    /// <param name="dataFolder">The server's own, where it writes all the time.</param>
    /// <param name="monotonic">Times the quiet after a burst.</param>
    public SourceWatch(string? dataFolder, TimeProvider monotonic)
    {
        this.dataFolder = dataFolder;
        timer = monotonic.CreateTimer(_ => Publish(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Paths of each burst.</summary>
    public ChannelReader<IReadOnlySet<string>> Bursts => bursts.Reader;

    /// <summary>Watches these folders with everything below them from now on, and no others.</summary>
    public void Follow(IEnumerable<string> folders)
    {
        var all = folders.Where(Directory.Exists).Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal).ToList();
        var tops = all.Where(folder => !all.Exists(other => other != folder && IsBelow(folder, other))).ToList();
        if (tops.ToHashSet(StringComparer.Ordinal).SetEquals(watchers.Select(watcher => watcher.Path))) return;
        var before = watchers;
        watchers = [.. tops.Select(Watch)];
        foreach (var watcher in before) watcher.Dispose();
    }

    public static bool IsBelow(string path, string folder) => path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    public void Dispose()
    {
        foreach (var watcher in watchers) watcher.Dispose();
        timer.Dispose();
        bursts.Writer.TryComplete();
    }

    private FileSystemWatcher Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 64 * 1024, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite };
        watcher.Changed += (_, change) => Note(change.FullPath);
        watcher.Created += (_, change) => Note(change.FullPath);
        watcher.Deleted += (_, change) => Note(change.FullPath);
        watcher.Renamed += (_, change) =>
        {
            Note(change.OldFullPath);
            Note(change.FullPath);
        };
        // More happened than could be told: then everything may have changed.
        watcher.Error += (_, _) => Note(folder);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Note(string path)
    {
        if (path.Split(Path.DirectorySeparatorChar).Any(part => Ignored.Contains(part)) || path.EndsWith('~') || path.EndsWith(".swp", StringComparison.Ordinal)) return;
        if (dataFolder is not null && IsBelow(path, dataFolder)) return;
        lock (gate)
        {
            pending.Add(path);
            timer.Change(Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    private void Publish()
    {
        lock (gate)
        {
            if (pending.Count == 0) return;
            bursts.Writer.TryWrite(pending.ToHashSet(StringComparer.Ordinal));
            pending.Clear();
        }
    }
}

using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Profiles;

/// <summary>
/// A file of profiles that belongs to the user and that other programs read at any moment: changed under a lock, replaced as a whole,
/// readable by its owner alone.
/// </summary>
internal static class ProfileFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="path">Need not exist, nor its folder.</param>
    /// <param name="change">From the text that is there (empty where there is no file) to the one that shall be; what it throws leaves the file alone.</param>
    /// <param name="ct">Ends the wait for the lock.</param>
    public static async Task ChangeAsync(string path, Func<string, string> change, CancellationToken ct)
    {
        // Where people keep their settings elsewhere and link to them, the link stays.
        var target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(target)!;
        CreateFolder(folder);
        await using var turn = await LockAsync(target + ".fccreds-lock", ct);
        var before = File.Exists(target) ? await File.ReadAllTextAsync(target, ct) : "";
        var after = change(before);
        if (after == before) return;

        var next = Path.Combine(folder, $".{Path.GetFileName(target)}.{Environment.ProcessId}.new");
        try
        {
            await WriteAsync(next, after);
            File.Move(next, target, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }

    private static async Task WriteAsync(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        await using var file = new FileStream(path, options);
        await using (var writer = new StreamWriter(file, leaveOpen: true)) await writer.WriteAsync(text);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The lock is the open file, so that it goes with its owner, however that ends. The file itself stays: who deleted it could not tell who waits for it.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (TimeProvider.System.GetElapsedTime(began) > Patience)
                    throw CliFailure.Failed($"Another fccreds has held {path} for {Patience.TotalSeconds:0} seconds.", "Try again when it has ended.");
                await Task.Delay(Pause, TimeProvider.System, ct);
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }
}

using System.Text.Json;

namespace FcCreds.Storage.Embedded;

/// <summary>A data folder that this process alone has open.</summary>
internal sealed class DataFolder : IDisposable
{
    // How the systems say that another has the lock: EWOULDBLOCK twice, and a sharing violation.
    private const int LinuxLocked = 11;
    private const int MacLocked = 35;
    private const int WindowsLocked = unchecked((int)0x80070020);

    private readonly FileStream heldLock;
    private readonly bool temporary;

    private DataFolder(string path, FileStream heldLock, bool temporary)
        => (Path, this.heldLock, this.temporary) = (path, heldLock, temporary);

    public string Path { get; }

    public string IndexFile => System.IO.Path.Combine(Path, "index.db");

    public string FilesFolder => System.IO.Path.Combine(Path, "files");

    public static DataFolder Open(string? path)
    {
        if (path is null)
        {
            var temporary = Directory.CreateTempSubdirectory("fccreds-").FullName;
            return new DataFolder(temporary, Lock(temporary), temporary: true);
        }

        path = System.IO.Path.GetFullPath(path);
        MakeFolder(path);
        var folder = new DataFolder(path, Lock(path), temporary: false);
        // Objects and sealing keys have no place in anyone's repository.
        File.WriteAllText(System.IO.Path.Combine(path, ".gitignore"), "*\n");
        return folder;
    }

    public void Dispose()
    {
        heldLock.Dispose();
        if (temporary)
            Directory.Delete(Path, recursive: true);
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>FileShare.None is a share lock on Windows and flock elsewhere; both end with the process, however it ends.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is LinuxLocked or MacLocked or WindowsLocked)
        {
            var (pid, url) = ReadServer(System.IO.Path.Combine(path, "server.json"));
            throw new DataFolderInUseException(path, pid, url);
        }
    }

    private static (int? Pid, string? Url) ReadServer(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var pid = json.RootElement.TryGetProperty("pid", out var number) && number.TryGetInt32(out var value) ? value : (int?)null;
            var url = json.RootElement.TryGetProperty("url", out var text) ? text.GetString() : null;
            return (pid, url);
        }
        catch (Exception e) when (e is IOException or JsonException or InvalidOperationException or UnauthorizedAccessException)
        {
            return (null, null);
        }
    }
}

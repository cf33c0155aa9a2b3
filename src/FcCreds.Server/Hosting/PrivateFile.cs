namespace FcCreds.Server.Hosting;

/// <summary>Files that only their owner may read, written so that a reader sees the old content or the new, never a part.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string content)
    {
        var fresh = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(fresh, options)) writer.Write(content);
        File.Move(fresh, path, overwrite: true);
    }
}

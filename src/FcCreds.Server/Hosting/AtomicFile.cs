namespace FcCreds.Server.Hosting;

/// <summary>Replaces a file as a whole, with the mode it is to have from the first moment on.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string content, UnixFileMode mode)
    {
        var fresh = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        using (var writer = new StreamWriter(fresh, options)) writer.Write(content);
        // The umask takes away when a file is made, not afterwards.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(fresh, mode);
        File.Move(fresh, path, overwrite: true);
    }
}

using System.Text;

namespace FcCreds.Core.Sessions;

/// <summary>The ring's file: readable by its owner alone, and replaced as a whole so that a crash leaves the old or the new one.</summary>
internal static class SealingKeyFile
{
    public static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var fresh = $"{path}.new";
        File.Delete(fresh);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(fresh, options))
        {
            file.Write(Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }
}

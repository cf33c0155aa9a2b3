namespace FcCreds.Server.Hosting;

/// <summary>Files that only their owner may read, written so that a reader sees the old content or the new, never a part.</summary>
internal static class PrivateFile
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Write(string path, string content) => AtomicFile.Write(path, content, Mode);
}

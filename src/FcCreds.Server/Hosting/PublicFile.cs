namespace FcCreds.Server.Hosting;

/// <summary>Files for everybody, such as other containers under another user, whatever the umask says.</summary>
internal static class PublicFile
{
    public static void Write(string path, string content)
        => AtomicFile.Write(path, content, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
}

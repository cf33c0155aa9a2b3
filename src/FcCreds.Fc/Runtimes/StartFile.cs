namespace FcCreds.Fc.Runtimes;

/// <summary>The executable of a custom or Go runtime, judged as the kernel would before anything is started: the texts are FC's.</summary>
internal static class StartFile
{
    private const int NoSuchFile = 2;
    private const int BadFormat = 8;
    private const int PermissionDenied = 13;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Refuses what cannot be executed; a name without a slash is searched for when it is started.</summary>
    /// <param name="there">The path as the cloud knows it.</param>
    public static void Require(string path, string there, string startCommand)
    {
        if (!path.Contains('/', StringComparison.Ordinal)) return;
        if (!File.Exists(path))
            throw FcErrors.CAFileNotFound.Saying($"The function cannot be started. Failed to start function instance. Error: the file {there} is not exist (here {path})");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Executable) == 0)
            throw FcErrors.CAFilePermission.Saying($"{CustomRuntimeTexts.Exited(PermissionDenied, startCommand, [])} chmod +x {path}");
        Span<byte> head = stackalloc byte[256];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var line = head.IndexOf((byte)'\n');
        if (head.StartsWith("#!"u8) && line > 0 && head[line - 1] == (byte)'\r')
            throw FcErrors.CAExited.Saying($"{CustomRuntimeTexts.Exited(NoSuchFile, startCommand, [])} the first line of {path} ends with CR LF; it must end with LF");
        if (!IsProgram(head)) throw FcErrors.CAExited.Saying($"{CustomRuntimeTexts.Exited(BadFormat, startCommand, [])} {path} is neither a program nor a script that begins with #!");
    }

    private static bool IsProgram(ReadOnlySpan<byte> head)
        => head.StartsWith("#!"u8) || head.StartsWith("\x7fELF"u8) || (OperatingSystem.IsMacOS() && head.Length > 3);
}

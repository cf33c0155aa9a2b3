namespace FcCreds.Fc.Runtimes;

/// <summary>FC's words for custom runtimes that do not start or do not stay (protocol page "Custom runtime", failure texts).</summary>
internal static class CustomRuntimeTexts
{
    private const int MaxLogs = 4 * 1024;

    /// <summary>FC reads an exit code as an error number of the system, whatever the program meant by it.</summary>
    private static readonly Dictionary<int, string> Messages = new()
    {
        [1] = "operation not permitted",
        [2] = "no such file or directory",
        [3] = "no such process",
        [8] = "exec format error",
        [13] = "permission denied",
        [126] = "required key not available",
        [127] = "key has expired",
    };

    public static string Exited(int code, string startCommand, IEnumerable<string> logs)
        => $"Function instance exited unexpectedly(code {code}, message:{Messages.GetValueOrDefault(code, $"errno {code}")}) with start command '{startCommand} '. Logs:{Text(logs)}";

    public static string NotHealthy(int port, TimeSpan limit, IEnumerable<string> logs)
        => FormattableString.Invariant($"Function instance health check failed on port {port} in {limit.TotalSeconds:0.###} seconds.\nLogs:{Text(logs)}");

    private static string Text(IEnumerable<string> logs)
    {
        var text = string.Join('\n', logs);
        return text.Length <= MaxLogs ? text : text[^MaxLogs..];
    }
}

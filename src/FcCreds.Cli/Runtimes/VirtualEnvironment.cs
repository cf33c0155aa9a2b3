using System.Text.RegularExpressions;
using FcCreds.Cli.Processes;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Runtimes;

/// <summary>A virtual environment that is either whole or not there.</summary>
internal static partial class VirtualEnvironment
{
    public static async Task BuildAsync(string interpreter, DirectoryInfo folder, IReadOnlyList<string> modules, CancellationToken ct)
    {
        if (folder.Exists) throw CliFailure.Usage($"{folder.FullName} is already there.", "Remove it first, or name another one with --into.");
        var whole = false;
        try
        {
            await StepAsync("make a virtual environment", [interpreter, "-m", "venv", folder.FullName], ct);
            await StepAsync($"install {string.Join(", ", modules)}", [PythonOf(folder), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--retries", "1", "--timeout", "15", .. modules], ct);
            whole = true;
        }
        finally
        {
            folder.Refresh();
            if (!whole && folder.Exists) folder.Delete(recursive: true);
        }
    }

    private static async Task StepAsync(string what, IReadOnlyList<string> command, CancellationToken ct)
    {
        var (exitCode, output, error) = await ChildProcess.RunAsync(command, ct);
        if (exitCode == 0) return;
        throw CliFailure.Failed($"Could not {what}: {CauseOf(error + output)}", "Nothing was left behind. pip needs a package index: PIP_INDEX_URL names a mirror.");
    }

    /// <summary>
    /// Without an index pip complains of versions it cannot find, and says only between the lines that it reached nobody: that comes first.
    /// </summary>
    private static string CauseOf(string said)
    {
        if (Unreachable().Match(said) is { Success: true } unreachable) return $"the package index is not reached ({unreachable.Value.Trim()})";
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.LastOrDefault(line => line.StartsWith("ERROR", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it said nothing";
    }

    [GeneratedRegex(@"Failed to establish a new connection: [^'\n]+|Read timed out|Connection to \S+ timed out|Tunnel connection failed: [^'\n]+|Cannot connect to proxy")]
    private static partial Regex Unreachable();

    private static string PythonOf(DirectoryInfo folder)
        => OperatingSystem.IsWindows() ? Path.Combine(folder.FullName, "Scripts", "python.exe") : Path.Combine(folder.FullName, "bin", "python");
}

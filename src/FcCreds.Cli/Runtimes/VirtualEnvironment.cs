using FcCreds.Cli.Processes;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Runtimes;

/// <summary>A virtual environment that is either whole or not there.</summary>
internal static class VirtualEnvironment
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
        // pip repeats itself; its last ERROR line is the conclusion, an earlier line the cause.
        var said = (error + output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var cause = said.FirstOrDefault(line => line.Contains("connection", StringComparison.OrdinalIgnoreCase)) ?? said.LastOrDefault(line => line.StartsWith("ERROR", StringComparison.Ordinal)) ?? said.LastOrDefault();
        throw CliFailure.Failed($"Could not {what}: {cause}", "Nothing was left behind. pip needs a package index: PIP_INDEX_URL names a mirror.");
    }

    private static string PythonOf(DirectoryInfo folder)
        => OperatingSystem.IsWindows() ? Path.Combine(folder.FullName, "Scripts", "python.exe") : Path.Combine(folder.FullName, "bin", "python");
}

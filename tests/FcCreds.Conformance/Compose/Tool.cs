using System.Diagnostics;

namespace FcCreds.Conformance.Compose;

/// <summary>A program of this machine, run to its end within a bounded time.</summary>
internal static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static bool Exists(string name)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Append("/sbin").Any(folder => File.Exists(Path.Combine(folder, name)));

    public static Process Start(string name, IEnumerable<string> arguments, string? folder = null) => Process.Start(new ProcessStartInfo(name, arguments)
    {
        WorkingDirectory = folder ?? "",
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>What it printed on both, and its exit code.</summary>
    public static async Task<(int ExitCode, string Printed)> RunAsync(string name, IEnumerable<string> arguments, string? folder = null)
    {
        using var process = Start(name, arguments, folder);
        using var deadline = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{name} {string.Join(' ', arguments)} took longer than {Patience}");
        }
    }

    public static async Task<string> MustAsync(string name, params string[] arguments)
    {
        var (exitCode, printed) = await RunAsync(name, arguments);
        return exitCode == 0 ? printed : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} ended with {exitCode}: {printed}");
    }
}

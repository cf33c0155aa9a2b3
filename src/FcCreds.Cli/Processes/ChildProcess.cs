using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Processes;

/// <summary>Other programs, with variables of their own.</summary>
internal static class ChildProcess
{
    private const int Sigterm = 15;

    /// <summary>
    /// Runs a program in our place: our terminal, its exit code. An interrupt reaches it through the terminal, so we only wait
    /// for what it makes of that; a termination signal is ours alone and is passed on.
    /// </summary>
    public static async Task<int> RunInPlaceAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables, IEnumerable<string> removed)
    {
        using var process = Start(Describe(command, variables, removed));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            Terminate(process);
        });
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    /// <summary>Runs a program and gathers what it says.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(IReadOnlyList<string> command, CancellationToken ct)
    {
        var start = Describe(command, new Dictionary<string, string>(), []);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var error = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo Describe(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables, IEnumerable<string> removed)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1));
        foreach (var name in removed) start.Environment.Remove(name);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return start;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw CliFailure.Usage($"Cannot run {start.FileName}: {missing.Message}");
        }
    }

    private static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows()) process.Kill(entireProcessTree: true);
        else _ = Kill(process.Id, Sigterm);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);
}

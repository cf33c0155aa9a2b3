using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace FcCreds.Fc.Runtimes;

/// <summary>Asks executables what they are. Shims exist for versions that do not run, so only an answer counts; answers are remembered.</summary>
internal sealed class InterpreterProbe(TimeProvider monotonic)
{
    private const string Question = "import sys, site; print('%d.%d.%d' % sys.version_info[:3]); print(sys.executable); print(site.getuserbase())";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Path, DateTime Written), Lazy<Task<PythonInterpreter?>>> answers = new();

    public Task<PythonInterpreter?> AskAsync(string path)
    {
        if (!File.Exists(path)) return Task.FromResult<PythonInterpreter?>(null);
        return answers.GetOrAdd((path, File.GetLastWriteTimeUtc(path)), key => new(() => RunAsync(key.Path))).Value;
    }

    private async Task<PythonInterpreter?> RunAsync(string path)
    {
        var start = new ProcessStartInfo(path, ["-c", Question])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            using var patience = new CancellationTokenSource(Patience, monotonic);
            try
            {
                process.StandardInput.Close();
                var complaints = process.StandardError.ReadToEndAsync(patience.Token);
                var answer = await process.StandardOutput.ReadToEndAsync(patience.Token);
                await complaints;
                return Read(answer);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            return null;
        }
    }

    private static PythonInterpreter? Read(string answer)
    {
        var lines = answer.Split('\n', StringSplitOptions.TrimEntries);
        return lines.Length >= 3 && Version.TryParse(lines[0], out var version) && Path.IsPathRooted(lines[1])
            ? new(lines[1], version, lines[2])
            : null;
    }
}

using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace FcCreds.Fc.Runtimes;

/// <summary>Asks executables what they are. Shims exist for versions that do not run, so only an answer counts; answers are remembered.</summary>
internal sealed class InterpreterProbe(TimeProvider monotonic)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(InterpreterLanguage Language, string Path, DateTime Written), Lazy<Task<Interpreter?>>> answers = new();

    public Task<Interpreter?> AskAsync(InterpreterLanguage language, string path)
    {
        if (!File.Exists(path)) return Task.FromResult<Interpreter?>(null);
        return answers.GetOrAdd((language, path, File.GetLastWriteTimeUtc(path)), key => new(() => RunAsync(key.Language, key.Path))).Value;
    }

    private async Task<Interpreter?> RunAsync(InterpreterLanguage language, string path)
    {
        var start = new ProcessStartInfo(path, language.Question)
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

    private static Interpreter? Read(string answer)
    {
        var lines = answer.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length >= 2 && Version.TryParse(lines[0], out var version) && Path.IsPathRooted(lines[1])
            ? new(lines[1], version, lines.ElementAtOrDefault(2))
            : null;
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace FcCreds.Tests.Cli;

/// <summary>Runs the real executable as a child process, in a folder of its own.</summary>
internal sealed class Tool : IDisposable
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fccreds.exe" : "fccreds");

    public Tool()
    {
        Folder = Directory.CreateTempSubdirectory("fccreds-cli-");
        Variables["FCCREDS_DATA"] = Path.Combine(Folder.FullName, "data");
    }

    /// <summary>Where it runs; gone afterwards.</summary>
    public DirectoryInfo Folder { get; }

    /// <summary>Added to the child's environment, which inherits no FCCREDS_* of ours; null removes a variable.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public async Task<Outcome> RunAsync(params string[] args) => await RunAsync(args, "");

    public async Task<Outcome> RunAsync(string[] args, string input)
    {
        using var process = Start(args);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts it and leaves it running.</summary>
    public Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Executable, args)
        {
            WorkingDirectory = Folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("FCCREDS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in Variables)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    public string Write(string name, string content)
    {
        var file = new FileInfo(Path.Combine(Folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, content);
        return file.FullName;
    }

    public void Dispose() => Folder.Delete(recursive: true);

    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;

        /// <summary>Fails with everything the tool said.</summary>
        public Outcome Expect(int exitCode)
        {
            Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n--- stdout\n{Output}\n--- stderr\n{Error}");
            return this;
        }
    }
}

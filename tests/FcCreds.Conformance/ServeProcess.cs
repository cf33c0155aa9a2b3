using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace FcCreds.Conformance;

/// <summary><c>fccreds serve</c> in a process of its own, on a free port.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private ServeProcess(Process process, Task<string> output, Task<string> errors, JsonElement ready)
    {
        this.process = process;
        this.output = output;
        this.errors = errors;
        Url = new(ready.GetProperty("url").GetString()!);
        RootAccessKeyId = ready.GetProperty("rootAccessKeyId").GetString()!;
        RootAccessKeySecret = ready.GetProperty("rootAccessKeySecret").GetString()!;
        ControlToken = ready.GetProperty("controlToken").GetString()!;
    }

    public Uri Url { get; }

    public string RootAccessKeyId { get; }

    public string RootAccessKeySecret { get; }

    public string ControlToken { get; }

    /// <summary>Returns once the server answers; fails with what it printed when it ends instead.</summary>
    public static Task<ServeProcess> StartAsync(string folder, params string[] options) => StartAsync(folder, new Dictionary<string, string>(), options);

    /// <summary>The same with variables of its own.</summary>
    public static async Task<ServeProcess> StartAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        var readyFile = Path.Combine(folder, $"ready-{Guid.NewGuid():N}.json");
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "fccreds"), ["serve", "--port", "0", "--ready-file", readyFile, .. options])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (TestS3.IsThere) start.Environment[TestS3.Secret.Name] = TestS3.Secret.Value;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(readyFile))
        {
            if (process.HasExited) throw new InvalidOperationException($"fccreds serve ended with {process.ExitCode}:\n{await output}{await errors}");
            await poll.WaitForNextTickAsync(deadline.Token);
        }
        using var ready = JsonDocument.Parse(await File.ReadAllTextAsync(readyFile));
        return new(process, output, errors, ready.RootElement.Clone());
    }

    /// <summary>SIGTERM, as a container engine or a terminal sends it; answers the exit code and everything that was printed.</summary>
    public async Task<(int ExitCode, string Printed)> StopAsync()
    {
        using (var kill = Process.Start("kill", [$"-{SigTerm}", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>SIGKILL: the server gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }
}

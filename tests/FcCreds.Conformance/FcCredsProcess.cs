using System.Diagnostics;
using System.Text.Json;

[assembly: AssemblyFixture(typeof(FcCreds.Conformance.FcCredsProcess))]

namespace FcCreds.Conformance;

/// <summary>The real <c>fccreds serve</c> in a process of its own, on a free port, with this project's fccreds.yaml.</summary>
public sealed class FcCredsProcess : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("fccreds-conformance-").FullName;
    private Process? process;

    public string Url { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var readyFile = Path.Combine(folder, "ready.json");
        process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "fccreds"))
        {
            ArgumentList =
            {
                "serve", "--config", Path.Combine(Sources.Folder, "fccreds.yaml"), "--port", "0", "--ephemeral", "--ready-file", readyFile,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!File.Exists(readyFile))
        {
            if (process.HasExited) throw new InvalidOperationException($"fccreds serve ended with {process.ExitCode}:\n{await output}{await errors}");
            await poll.WaitForNextTickAsync(deadline.Token);
        }
        using var ready = JsonDocument.Parse(await File.ReadAllTextAsync(readyFile));
        Url = ready.RootElement.GetProperty("url").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

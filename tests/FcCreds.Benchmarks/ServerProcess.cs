using System.Diagnostics;
using System.Text.Json;

namespace FcCreds.Benchmarks;

/// <summary>A server under measurement, in a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public required Uri Url { get; init; }

    public TimeSpan StartTime { get; private init; }

    /// <summary>Resident memory in MiB, as the kernel counts it.</summary>
    public double ResidentMiB
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    public static Task<ServerProcess> StartBareAsync(string folder)
    {
        var ready = Path.Combine(folder, "bare.ready");
        return StartAsync(Environment.ProcessPath!, ["bare", folder, ready], ready, File.ReadAllText);
    }

    /// <summary>s3rver, from the folder in which <c>npm ci</c> put it.</summary>
    public static Task<ServerProcess> StartPeerAsync(string peerFolder, string folder)
    {
        var ready = Path.Combine(folder, "peer.ready");
        return StartAsync("node", [Path.Combine(peerFolder, "serve.mjs"), Path.Combine(folder, "peer"), ready], ready, File.ReadAllText);
    }

    /// <summary>@google-cloud/functions-framework, from the same folder.</summary>
    public static Task<ServerProcess> StartFunctionsPeerAsync(string peerFolder, string folder)
    {
        var ready = Path.Combine(folder, "functions.ready");
        return StartAsync("node", [Path.Combine(peerFolder, "functions.mjs"), ready], ready, File.ReadAllText);
    }

    /// <param name="s3">Keeps the objects; null for the embedded store.</param>
    public static Task<ServerProcess> StartFcCredsAsync(string executable, string folder, string configuration, S3Server? s3 = null)
    {
        var name = s3 is null ? "data" : "s3-data";
        var ready = Path.Combine(folder, $"{name}.ready");
        return StartAsync(
            executable,
            ["serve", "--config", configuration, "--port", "0", "--data", Path.Combine(folder, name), "--ready-file", ready, .. s3?.Options ?? []],
            ready,
            file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("url").GetString()!,
            s3?.Secret);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(string executable, string[] arguments, string readyFile, Func<string, string> readUrl, (string Name, string Value)? secret = null)
    {
        File.Delete(readyFile);
        var start = TimeProvider.System.GetTimestamp();
        var info = new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (secret is var (name, value)) info.Environment[name] = value;
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!File.Exists(readyFile))
        {
            if (process.HasExited) throw new InvalidOperationException($"{executable} {string.Join(' ', arguments)} ended:\n{await errors}");
            await poll.WaitForNextTickAsync();
        }
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        return new(process) { Url = new(readUrl(readyFile)), StartTime = elapsed };
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace FcCreds.Tests.Cli;

/// <summary>A running <c>fccreds serve</c> on a free port.</summary>
internal sealed class Serving : IAsyncDisposable
{
    private readonly Process process;

    private Serving(Process process, JsonElement ready) => (this.process, Ready) = (process, ready);

    /// <summary>What the ready file says.</summary>
    public JsonElement Ready { get; }

    public string Url => Ready.GetProperty("url").GetString()!;

    public static async Task<Serving> StartAsync(Tool tool, params string[] options)
    {
        var readyFile = Path.Combine(tool.Folder.FullName, $"ready-{Guid.NewGuid():n}.json");
        using var appears = new FileSystemWatcher(tool.Folder.FullName, Path.GetFileName(readyFile));
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        appears.Created += (_, _) => written.TrySetResult();
        appears.Renamed += (_, _) => written.TrySetResult();
        appears.EnableRaisingEvents = true;
        var process = tool.Start(["serve", "--port", "0", "--ready-file", readyFile, .. options]);
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(written.Task, ended) == ended) Assert.Fail($"serve ended with {process.ExitCode}: {await error}");
        using var ready = JsonDocument.Parse(await File.ReadAllTextAsync(readyFile, TestContext.Current.CancellationToken));
        return new(process, ready.RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}

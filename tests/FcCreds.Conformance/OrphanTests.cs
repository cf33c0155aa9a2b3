using System.Diagnostics;
using System.Text;

namespace FcCreds.Conformance;

/// <summary>A handler must not outlive the server that started it, however the server ends.</summary>
public sealed class OrphanTests
{
    [Fact]
    public async Task Kill_9_of_the_server_ends_a_handler_in_the_middle_of_its_work()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc to see what is left");
        var folder = Directory.CreateTempSubdirectory("fccreds-orphan-").FullName;
        try
        {
            var started = Path.Combine(folder, "pid");
            await File.WriteAllTextAsync(Path.Combine(folder, "index.py"), $$"""
                import os, time

                def handler(event, context):
                    with open({{Quoted(started)}}, 'w') as told:
                        told.write(str(os.getpid()))
                    while True:
                        time.sleep(0.1)
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, "fccreds.yaml"), """
                functions:
                  - { name: forever, runtime: python3.10, handler: index.handler, code: ., timeout: 600 }
                """);
            await using var server = await ServeProcess.StartAsync(folder, "--config", Path.Combine(folder, "fccreds.yaml"), "--data", Path.Combine(folder, "data"));
            using var invoke = Process.Start(new ProcessStartInfo(
                Path.Combine(AppContext.BaseDirectory, "fccreds"), ["invoke", "forever", "--config", Path.Combine(folder, "fccreds.yaml"), "--data", Path.Combine(folder, "data"), "--event", ""])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = invoke.StandardError.ReadToEndAsync();
            var handler = await UntilAsync(() => File.Exists(started) && int.TryParse(File.ReadAllText(started), out var pid) ? pid : (int?)null, invoke, said);
            Assert.True(IsAlive(handler));

            await server.KillAsync();

            await UntilAsync(() => IsAlive(handler) ? null : handler, invoke: null, said);
            await invoke.WaitForExitAsync();
            Assert.NotEqual(0, invoke.ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Quoted(string path) => $"'{path}'";

    private static bool IsAlive(int pid)
    {
        try
        {
            // A zombie is dead; its parent has only not asked yet.
            return !Encoding.ASCII.GetString(File.ReadAllBytes($"/proc/{pid}/stat")).Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<int> UntilAsync(Func<int?> look, Process? invoke, Task<string> said)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (look() is { } found) return found;
            if (invoke is { HasExited: true }) throw new InvalidOperationException($"fccreds invoke ended with {invoke.ExitCode}: {await said}");
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }
}

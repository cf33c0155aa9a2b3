using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace FcCreds.Conformance;

/// <summary>The promise of async calls, asked of the real server: what was accepted is run at least once, whenever the server is killed.</summary>
public sealed class AsyncRecoveryTests
{
    private const string RequestIdHeader = "X-Fc-Request-Id";

    [Fact]
    public async Task Kill_9_during_an_async_call_runs_it_again_under_its_own_request_id_and_loses_none_that_waits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc to see what is left");
        var folder = Directory.CreateTempSubdirectory("fccreds-recovery-").FullName;
        try
        {
            var seen = Path.Combine(folder, "seen");
            var go = Path.Combine(folder, "go");
            await File.WriteAllTextAsync(Path.Combine(folder, "index.py"), $$"""
                import os, time

                def handler(event, context):
                    with open('{{seen}}', 'a') as told:
                        told.write('%s %d\n' % (context.request_id, os.getpid()))
                    while not os.path.exists('{{go}}'):
                        time.sleep(0.02)
                    return 'done'
                """);
            var configuration = Path.Combine(folder, "fccreds.yaml");
            await File.WriteAllTextAsync(configuration, """
                functions:
                  - name: patient
                    runtime: python3.10
                    handler: index.handler
                    code: .
                    timeout: 600
                    triggers: [{ triggerName: web, triggerType: http, triggerConfig: { authType: anonymous, methods: [POST] } }]
                """);
            string[] options = ["--config", configuration, "--data", Path.Combine(folder, "data")];
            string running, waiting;
            int killed;
            await using (var first = await ServeProcess.StartAsync(folder, options))
            {
                running = await AcceptAsync(first);
                waiting = await AcceptAsync(first, ("X-Fc-Async-Delay", "3600"));
                var call = Assert.Single(await SeenAsync(seen, 1));
                Assert.Equal(running, call.RequestId);
                killed = call.Pid;
                await first.KillAsync();
            }

            await using var second = await ServeProcess.StartAsync(folder, options);
            var again = (await SeenAsync(seen, 2))[1];
            Assert.Equal(running, again.RequestId);
            Assert.NotEqual(killed, again.Pid);
            Assert.False(IsAlive(killed));

            using (var moved = await OrderAsync(second, HttpMethod.Post, "/_fccreds/clock", JsonContent.Create(new { lifeSeconds = 3601 }))) Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
            Assert.Equal(waiting, (await SeenAsync(seen, 3))[2].RequestId);
            await File.WriteAllTextAsync(go, "");
            await EndedAsync(second, running, waiting);
            Assert.Equal(0, (await second.StopAsync()).ExitCode);
            Assert.All(await SeenAsync(seen, 3), call => Assert.False(IsAlive(call.Pid)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> AcceptAsync(ServeProcess server, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "/_fccreds/http/patient/")) { Content = new StringContent("{}", Encoding.UTF8) };
        foreach (var (name, value) in headers.Append(("X-Fc-Invocation-Type", "Async"))) request.Headers.Add(name, value);
        using var reply = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        return Assert.Single(reply.Headers.GetValues(RequestIdHeader));
    }

    /// <summary>What handlers wrote down, as soon as it is that many lines.</summary>
    private static async Task<IReadOnlyList<(string RequestId, int Pid)>> SeenAsync(string file, int count)
    {
        IReadOnlyList<(string, int)> calls = [];
        await UntilAsync(() =>
        {
            if (!File.Exists(file) || File.ReadAllText(file) is not { } text || !text.EndsWith('\n')) return Task.FromResult(false);
            calls = [.. text.TrimEnd('\n').Split('\n').Select(line => line.Split(' ')).Select(parts => (parts[0], int.Parse(parts[1], provider: null)))];
            return Task.FromResult(calls.Count >= count);
        });
        return calls;
    }

    private static Task EndedAsync(ServeProcess server, params string[] requestIds) => UntilAsync(async () =>
    {
        using var reply = await OrderAsync(server, HttpMethod.Get, "/_fccreds/journal?function=patient");
        using var events = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        var ended = events.RootElement.EnumerateArray().Where(one => one.TryGetProperty("note", out var note) && note.GetString() == "async-succeeded").Select(one => one.GetProperty("invocationId").GetString());
        return requestIds.All(ended.Contains);
    });

    private static async Task<HttpResponseMessage> OrderAsync(ServeProcess server, HttpMethod method, string path, HttpContent? content = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(server.Url, path)) { Content = content };
        request.Headers.Add("x-fccreds-token", server.ControlToken);
        return await http.SendAsync(request);
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            // A zombie is dead; its parent has only not asked yet.
            return !File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> look)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await look()) await poll.WaitForNextTickAsync(deadline.Token);
    }
}

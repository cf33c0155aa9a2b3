using System.Net.Sockets;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc.Invocation;

/// <summary>Whether the web server of an instance is up: its port is open, and its health check, if it has one, has succeeded often enough and goes on doing so.</summary>
internal sealed class HealthCheck(HttpClient client, int port, HealthCheckConfig? config, TimeProvider monotonic)
{
    /// <summary>Far more often than the cloud asks (3 s by default): a cold start here is something that somebody waits for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public async Task PassAsync(CancellationToken ct)
    {
        while (!await IsOpenAsync(ct)) await Task.Delay(Pause, monotonic, ct);
        if (config is null) return;
        await Task.Delay(config.InitialDelay, monotonic, ct);
        for (var succeeded = 0; succeeded < config.SuccessThreshold;)
        {
            succeeded = await IsWellAsync(config, ct) ? succeeded + 1 : 0;
            if (succeeded < config.SuccessThreshold) await Task.Delay(Pause, monotonic, ct);
        }
    }

    /// <summary>Returns when the server has failed as often in a row as it may; without a health check never.</summary>
    /// <param name="awake">Which of its times awake this is; null while it stands still between calls, where it cannot answer and is not asked.</param>
    /// <param name="ct">Ends the watch.</param>
    public async Task FailAsync(Func<long?> awake, CancellationToken ct)
    {
        if (config is null) await Task.Delay(Timeout.InfiniteTimeSpan, monotonic, ct);
        for (var failed = 0; failed < config!.FailureThreshold;)
        {
            await Task.Delay(config.Period, monotonic, ct);
            var time = awake();
            if (time is null || await IsWellAsync(config, ct)) failed = 0;
            else if (awake() == time) failed++;
        }
    }

    private async Task<bool> IsOpenAsync(CancellationToken ct)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<bool> IsWellAsync(HealthCheckConfig health, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(health.Timeout, monotonic);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            using var response = await client.GetAsync(new Uri(health.HttpGetUrl, UriKind.RelativeOrAbsolute), HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (int)response.StatusCode is >= 200 and < 400;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}

using System.Globalization;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc.Invocation;

/// <summary>Calls of a custom runtime (protocol page "Custom runtime"): requests to the web server that the instance is, several at a time.</summary>
internal sealed class HttpChannel : ICallChannel, IDisposable
{
    /// <summary>A connection breaks a moment before the end of the process is known.</summary>
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(1);

    private readonly HttpClient client;
    private readonly CancellationTokenSource closed = new();
    private readonly Task ready;
    private readonly Task exited;
    private readonly TimeProvider monotonic;
    private readonly CancellationTokenSource ailing = new();
    private readonly Lock counting = new();
    private int calls;
    private long times;

    public HttpChannel(int port, HealthCheckConfig? health, Task exited, TimeProvider monotonic)
    {
        this.exited = exited;
        this.monotonic = monotonic;
        client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var check = new HealthCheck(client, port, health, monotonic);
        ready = check.PassAsync(closed.Token);
        _ = WatchAsync(check);
    }

    /// <summary>Its health check failed too often while it had calls; it is to get no others.</summary>
    public bool IsAiling => ailing.IsCancellationRequested;

    public void Offer(PendingInvocation call)
    {
        lock (counting) calls++;
        _ = SendAsync(call);
    }

    /// <summary>Its request has ended, or ends when the call is disposed.</summary>
    public void End(PendingInvocation call)
    {
        lock (counting)
        {
            if (--calls == 0) times++;
        }
    }

    /// <summary>Calls in flight end when their connections do.</summary>
    public void Close() => closed.Cancel();

    public void Dispose()
    {
        // The source itself is not disposed: the end of the process may be told later still.
        closed.Cancel();
        client.Dispose();
    }

    private async Task SendAsync(PendingInvocation call)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(closed.Token, ailing.Token, call.Abandoned);
            await ready.WaitAsync(either.Token);
            call.MarkTaken();
            using var request = CustomRuntimeRequest.Of(call, client.BaseAddress!);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            call.TryAnswer(await CustomRuntimeResponse.ReadAsync(response, call, either.Token));
        }
        catch (OperationCanceledException)
        {
            call.TryAnswer(new(IsAiling ? AnswerKind.Unhealthy : AnswerKind.Exited));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            call.TryAnswer(await HasExitedAsync() ? new(AnswerKind.Exited) : new(AnswerKind.Broken));
        }
    }

    private async Task WatchAsync(HealthCheck check)
    {
        try
        {
            await ready;
            await check.FailAsync(Awake, closed.Token);
            await ailing.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The instance has ended.
        }

        long? Awake()
        {
            lock (counting) return calls > 0 ? times : null;
        }
    }

    private async Task<bool> HasExitedAsync()
    {
        try
        {
            await exited.WaitAsync(EndGrace, monotonic);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}

namespace FcCreds.Fc.Async;

/// <summary>An accepted invocation while this server runs it.</summary>
internal sealed class AsyncRun(AsyncInvocation invocation)
{
    public AsyncInvocation Invocation => invocation;

    public CancellationTokenSource Cancellation { get; } = new();

    public bool IsStopped { get; private set; }

    public Task Done { get; set; } = Task.CompletedTask;

    public void Stop()
    {
        IsStopped = true;
        try
        {
            Cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in this moment.
        }
    }
}

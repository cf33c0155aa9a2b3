using System.Threading.Channels;

namespace FcCreds.Fc.Invocation;

/// <summary>The one place between those who call an instance and its long poll: at most one call waits or runs.</summary>
internal sealed class InvocationQueue
{
    private readonly Channel<PendingInvocation> waiting = Channel.CreateBounded<PendingInvocation>(1);
    private volatile PendingInvocation? current;

    /// <summary>The call that waits or runs; null between calls.</summary>
    public PendingInvocation? Current => current;

    public bool IsEmpty => waiting.Reader.Count == 0;

    public void Offer(PendingInvocation invocation)
    {
        current = invocation;
        if (!waiting.Writer.TryWrite(invocation)) throw new InvalidOperationException("the instance is busy");
    }

    /// <summary>Waits for the next call; null when the instance has been given up.</summary>
    public async ValueTask<PendingInvocation?> TakeAsync(CancellationToken ct)
    {
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            if (!waiting.Reader.TryRead(out var next)) continue;
            next.MarkTaken();
            return next;
        }
        return null;
    }

    public void End() => current = null;

    /// <summary>No more calls; one that has no answer yet ends as a process exit.</summary>
    public void Close()
    {
        waiting.Writer.TryComplete();
        current?.MarkTaken();
        current?.TryAnswer(new(AnswerKind.Exited));
    }
}

using System.Threading.Channels;

namespace FcCreds.Fc.Invocation;

/// <summary>The one place between those who call an instance and its long poll: at most one call waits or runs.</summary>
internal sealed class InvocationQueue : ICallChannel
{
    private readonly Channel<PendingInvocation> waiting = Channel.CreateBounded<PendingInvocation>(1);
    private volatile PendingInvocation? current;

    /// <summary>The call that waits or runs; null between calls.</summary>
    public PendingInvocation? Current => current;

    public bool IsEmpty => waiting.Reader.Count == 0;

    public void Offer(PendingInvocation call)
    {
        current = call;
        // A closed one was too late: the process is gone.
        if (!waiting.Writer.TryWrite(call)) Close();
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

    public void End(PendingInvocation call) => current = null;

    public void Close()
    {
        waiting.Writer.TryComplete();
        current?.TryAnswer(new(AnswerKind.Exited));
    }
}

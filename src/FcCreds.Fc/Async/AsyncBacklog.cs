namespace FcCreds.Fc.Async;

/// <summary>
/// Accepted invocations that are not running, found by when and for which function they are due: a look costs what is begun, however
/// many wait. Knows how many run of each function. Safe for all threads.
/// </summary>
/// <param name="atOnce">Invocations of one function that run at a time; more wait.</param>
internal sealed class AsyncBacklog(int atOnce)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, AsyncInvocation> waiting = new(StringComparer.Ordinal);

    /// <summary>By the time before which they are not run. What was taken out since stays here until its time.</summary>
    private readonly PriorityQueue<AsyncInvocation, DateTimeOffset> later = new();

    /// <summary>Of each function, what is due, in the order of acceptance.</summary>
    private readonly Dictionary<FunctionKey, PriorityQueue<AsyncInvocation, DateTimeOffset>> due = [];

    private readonly Dictionary<FunctionKey, int> running = [];

    /// <summary>Puts it in the place of what waits under its request id.</summary>
    public void Put(AsyncInvocation invocation)
    {
        lock (changing)
        {
            waiting[invocation.RequestId] = invocation;
            later.Enqueue(invocation, invocation.NotBefore);
        }
    }

    /// <summary>Nothing if one waits under its request id.</summary>
    public void PutNew(AsyncInvocation invocation)
    {
        lock (changing)
        {
            if (!waiting.ContainsKey(invocation.RequestId)) Put(invocation);
        }
    }

    /// <summary>Takes one out that is not to be run any more; null when none waits.</summary>
    public AsyncInvocation? Remove(string requestId)
    {
        lock (changing) return waiting.Remove(requestId, out var invocation) ? invocation : null;
    }

    /// <summary>Begins what is due and has room, each function's in the order of acceptance.</summary>
    /// <param name="now">Life clock.</param>
    /// <param name="begin">Takes it while nobody else can see it neither waiting nor running; false when it must not be run again.</param>
    public void BeginDue(DateTimeOffset now, Func<AsyncInvocation, bool> begin)
    {
        lock (changing)
        {
            while (later.TryPeek(out var next, out var notBefore) && notBefore <= now)
            {
                later.Dequeue();
                if (!Waits(next)) continue;
                if (!due.TryGetValue(KeyOf(next), out var ofFunction)) due[KeyOf(next)] = ofFunction = new();
                ofFunction.Enqueue(next, next.EnqueuedAt);
            }
            foreach (var (function, queue) in due)
            {
                while (running.GetValueOrDefault(function) < atOnce && queue.TryDequeue(out var next, out _))
                {
                    if (!Waits(next)) continue;
                    if (begin(next)) running[function] = running.GetValueOrDefault(function) + 1;
                    waiting.Remove(next.RequestId);
                }
                if (queue.Count == 0) due.Remove(function);
            }
        }
    }

    /// <summary>One that was begun runs no longer.</summary>
    public void Ended(AsyncInvocation invocation)
    {
        lock (changing)
        {
            if (--running[KeyOf(invocation)] == 0) running.Remove(KeyOf(invocation));
        }
    }

    /// <summary>Not taken out, and not replaced, since it was put in a queue.</summary>
    private bool Waits(AsyncInvocation invocation) => ReferenceEquals(waiting.GetValueOrDefault(invocation.RequestId), invocation);

    private static FunctionKey KeyOf(AsyncInvocation invocation) => new(invocation.AccountId, invocation.FunctionName);

    private readonly record struct FunctionKey(string AccountId, string FunctionName);
}

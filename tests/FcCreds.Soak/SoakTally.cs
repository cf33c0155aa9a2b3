using System.Collections.Concurrent;

namespace FcCreds.Soak;

/// <summary>What all workers have counted, and everything that was not as it must be.</summary>
internal sealed class SoakTally
{
    private long acknowledged;
    private long unknown;

    public ConcurrentDictionary<string, long> Operations { get; } = new();

    public ConcurrentDictionary<string, long> Faults { get; } = new();

    public ConcurrentQueue<string> Mismatches { get; } = new();

    public long Acknowledged => Interlocked.Read(ref acknowledged);

    /// <summary>Without an answer after all attempts, or with one that the client may repeat.</summary>
    public long Unknown => Interlocked.Read(ref unknown);

    public long Done => Acknowledged + Unknown;

    public void Count(string operation, SoakReply reply)
    {
        Operations.AddOrUpdate(operation, 1, (_, count) => count + 1);
        if (reply.IsUnknown) Interlocked.Increment(ref unknown);
        else Interlocked.Increment(ref acknowledged);
    }
}

using System.Collections.Concurrent;

namespace FcCreds.Core.Callers;

/// <summary>When long-term keys were last used, to the minute: who rotates keys looks whether the old one is still in use.</summary>
internal sealed class AccessKeyUses
{
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> last = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, DateTimeOffset> All => last;

    /// <summary>Null when it was never used.</summary>
    public DateTimeOffset? LastOf(string accessKeyId) => last.TryGetValue(accessKeyId, out var time) ? time : null;

    public void Note(string accessKeyId, DateTimeOffset now)
    {
        // Most calls of a busy key only read.
        if (last.TryGetValue(accessKeyId, out var time) && now - time < Grain) return;
        Merge(accessKeyId, now);
    }

    /// <summary>As another server knows it, or this one before it was restarted.</summary>
    public void Merge(string accessKeyId, DateTimeOffset time)
        => last.AddOrUpdate(accessKeyId, static (_, told) => told, static (_, known, told) => told > known ? told : known, time);
}

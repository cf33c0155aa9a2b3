using FcCreds.Storage.S3.Content;

namespace FcCreds.Storage.S3.Versions;

/// <summary>
/// What the object under its own key and the entries of the index are together. The object is the current version, whatever the index
/// says; so the one request that writes or removes it is the moment of every change, and an entry that was written ahead of that moment,
/// or is left over behind it, does not count.
/// </summary>
/// <param name="Main">The object under its own key.</param>
/// <param name="Past">Entries that count, newest first; without an object, the first is the current version.</param>
/// <param name="Void">Entries that do not count, and have to go before the object changes.</param>
internal sealed record KeyHistory(ObjectName Name, ObjectVersion? Main, IReadOnlyList<PastVersion> Past, IReadOnlyList<PastVersion> Void)
{
    // Room for what makes it unlikely that two processes choose one number.
    private const int RandomBits = 10;

    /// <summary>Whether the <c>null</c> version lies under its own key.</summary>
    public bool IsMainNull => Main?.VersionId == ObjectVersion.NullVersionId;

    public S3Content? MainContent => Main?.Content as S3Content;

    /// <summary>Where the object stands among the others, or will stand once it is one of them.</summary>
    public long MainOrder => MainContent?.Stamp?.Order ?? Math.Max(Order(Main?.LastModified ?? DateTimeOffset.UnixEpoch), (Past.Count > 0 ? Past[0].Order : 0) + 1);

    /// <param name="entries">Newest first, as the index has them.</param>
    public static KeyHistory Of(ObjectName name, ObjectVersion? main, IEnumerable<PastVersion> entries)
    {
        var all = entries.ToList();
        var isMainNull = main?.VersionId == ObjectVersion.NullVersionId;
        var mainOrder = main is null ? long.MaxValue : OrderOf(main, all);
        var (past, voided) = (new List<PastVersion>(), new List<PastVersion>());
        foreach (var entry in all)
        {
            var isCovered = entry.Order >= mainOrder || (entry.IsNull && isMainNull);
            var isReplaced = past.Exists(newer => newer.Order == entry.Order || (newer.IsNull && entry.IsNull));
            (isCovered || isReplaced ? voided : past).Add(entry);
        }
        return new(name, main, past, voided);
    }

    /// <summary>A number above all that the key has.</summary>
    public long NextOrder(TimeProvider wire)
    {
        var highest = Past.Concat(Void).Select(entry => entry.Order).Append(Main is null ? 0 : MainOrder).Max();
        return Math.Max(Order(wire.GetUtcNow()) + Random.Shared.Next(1 << RandomBits), highest + 1);
    }

    private static long Order(DateTimeOffset time)
    {
        const int ticksPerMicrosecond = 10;
        return (time - DateTimeOffset.UnixEpoch).Ticks / ticksPerMicrosecond << RandomBits;
    }

    /// <summary>An object without a number is above all entries, unless one of them is its own copy.</summary>
    private static long OrderOf(ObjectVersion main, List<PastVersion> entries)
    {
        if (main.Content is not S3Content content) return long.MaxValue;
        return content.Stamp?.Order
            ?? entries.Find(entry => entry.IsNull && entry.BackendETag == content.ETag && entry.LastModified == main.LastModified)?.Order
            ?? long.MaxValue;
    }
}

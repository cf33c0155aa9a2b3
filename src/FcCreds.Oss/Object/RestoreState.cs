using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>The last restore of an archived object. Its times are of the life clock, so that moving that clock thaws and freezes.</summary>
internal sealed record RestoreState(string Tier, DateTimeOffset ReadyAt, DateTimeOffset ExpiresAt)
{
    private const string Header = "x-oss-restore";

    public bool IsOngoing(DateTimeOffset now) => now < ReadyAt;

    public bool IsReadable(DateTimeOffset now) => now >= ReadyAt && now < ExpiresAt;

    /// <summary>As the header and listings say it; null when the object is frozen again.</summary>
    public string? Describe(DateTimeOffset now)
    {
        if (IsOngoing(now)) return "ongoing-request=\"true\"";
        return IsReadable(now) ? $"ongoing-request=\"false\", expiry-date=\"{ObjectHeaders.HttpTime(ExpiresAt)}\"" : null;
    }

    public static void Describe(OssReply reply, OssCall call, ObjectFacts facts) => reply.With(Header, facts.Restore?.Describe(call.Clocks.Life.GetUtcNow()));

    /// <summary>For the entries of a listing that can have a restore. Not every store lists facts, so those are asked for one by one.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, string>> OfAsync(OssCall call, IReadOnlyList<ObjectVersion> listed, CancellationToken ct)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in listed)
        {
            if (!StorageClass.IsArchive(entry.Description.StorageClass)) continue;
            var version = entry.Description.Facts.Length > 0 ? entry : await call.Store.FindAsync(entry.Name, null, ct);
            if (version is not null && ObjectFacts.Of(version).Restore?.Describe(call.Clocks.Life.GetUtcNow()) is { } state) told[entry.Name.Key] = state;
        }
        return told;
    }
}

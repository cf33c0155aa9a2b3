using System.Collections.Concurrent;
using System.Text.Json;
using FcCreds.Storage;

namespace FcCreds.Oss.Settings;

/// <summary>
/// Keeps the settings of a bucket as one document, so that a request asks for them once. Other processes may share the store: the
/// document is read anew each time, but parsed only when it changed.
/// </summary>
internal sealed class BucketSettingsStore(IDocumentStore documents)
{
    private readonly ConcurrentDictionary<string, (long Revision, BucketSettings Settings)> known = new(StringComparer.Ordinal);

    public async ValueTask<BucketSettings> FindAsync(BucketRecord bucket, CancellationToken ct) => (await FindAsync(bucket.Name, ct)).Of(bucket);

    /// <summary>Where the bucket itself is not known yet; they may turn out to be another's (<see cref="BucketSettings.Of"/>).</summary>
    public async ValueTask<BucketSettings> FindAsync(string bucket, CancellationToken ct)
        => await documents.FindAsync(Name(bucket), ct) is { } kept ? Parsed(bucket, kept) : BucketSettings.None;

    /// <summary>Repeats the change on what others have made of the settings meanwhile until nobody was faster.</summary>
    public async ValueTask<BucketSettings> ChangeAsync(BucketRecord bucket, Func<BucketSettings, BucketSettings> change, CancellationToken ct)
    {
        while (true)
        {
            var kept = await documents.FindAsync(Name(bucket.Name), ct);
            var changed = change(kept is null ? BucketSettings.None : Parsed(bucket.Name, kept).Of(bucket)).For(bucket);
            var content = JsonSerializer.SerializeToUtf8Bytes(changed.Documents, OssJson.Default.ImmutableSortedDictionaryStringString);
            if (await documents.PutAsync(Name(bucket.Name), content, kept is null ? Precondition.Absent : Precondition.AtRevision(kept.Revision), ct) is not null) return changed;
        }
    }

    private static string Name(string bucket) => $"bucket/{bucket}/settings";

    private BucketSettings Parsed(string bucket, Document kept)
    {
        if (known.TryGetValue(bucket, out var last) && last.Revision == kept.Revision) return last.Settings;
        var settings = new BucketSettings(JsonSerializer.Deserialize(kept.Content.Span, OssJson.Default.ImmutableSortedDictionaryStringString)!.WithComparers(StringComparer.Ordinal));
        known[bucket] = (kept.Revision, settings);
        return settings;
    }
}

using System.Text.Json;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>
/// Deletes parts whose upload is over, which a process that died in between left behind. An upload is there before its first part, and
/// its id never comes back, so this harms nothing at any time.
/// </summary>
internal static class OrphanedParts
{
    public static async ValueTask<IReadOnlyList<Orphan>> SweepAsync(IObjectStore store, CancellationToken ct)
    {
        var removed = new List<Orphan>();
        for (var after = ""; after is not null;)
        {
            var page = await store.ListAsync(new() { Bucket = HiddenBucket.Parts, Delimiter = "/", After = after, Limit = 1000 }, ct);
            foreach (var folder in page.CommonPrefixes)
            {
                var uploadId = folder[..^1];
                if (await OriginOfOverAsync(store, uploadId, ct) is not { } origin) continue;
                await Parts.DeleteAllAsync(store, uploadId, ct);
                removed.Add(new(Orphan.Parts, origin.Bucket, origin.Key));
            }
            after = page.Next;
        }
        return removed;
    }

    /// <summary>Null while the upload is there.</summary>
    private static async ValueTask<PartOrigin?> OriginOfOverAsync(IObjectStore store, string uploadId, CancellationToken ct)
    {
        var (first, _) = await Parts.PageAsync(store, uploadId, after: 0, limit: 1, ct);
        if (first is not [var part] || await store.FindAsync(part.Name, null, ct) is not { } found) return null;
        var origin = JsonSerializer.Deserialize(found.Description.Headers.Span, OssJson.Default.PartOrigin)!;
        return await Uploads.FindAsync(store, new(origin.Bucket, origin.Key), uploadId, ct) is null ? origin : null;
    }
}

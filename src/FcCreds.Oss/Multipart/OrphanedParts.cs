using System.Text.Json;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>
/// Deletes parts whose upload is over, which a process that died in between left behind. An upload is there before its first part, and
/// its id never comes back, so this harms nothing at any time.
/// </summary>
internal static class OrphanedParts
{
    public static async ValueTask SweepAsync(IObjectStore store, CancellationToken ct)
    {
        for (var after = ""; after is not null;)
        {
            var page = await store.ListAsync(new() { Bucket = HiddenBucket.Parts, Delimiter = "/", After = after, Limit = 1000 }, ct);
            foreach (var folder in page.CommonPrefixes)
            {
                var uploadId = folder[..^1];
                if (await IsOverAsync(store, uploadId, ct)) await Parts.DeleteAllAsync(store, uploadId, ct);
            }
            after = page.Next;
        }
    }

    private static async ValueTask<bool> IsOverAsync(IObjectStore store, string uploadId, CancellationToken ct)
    {
        var (first, _) = await Parts.PageAsync(store, uploadId, after: 0, limit: 1, ct);
        if (first is not [var part] || await store.FindAsync(part.Name, null, ct) is not { } found) return false;
        var origin = JsonSerializer.Deserialize(found.Description.Headers.Span, OssJson.Default.PartOrigin)!;
        return await Uploads.FindAsync(store, new(origin.Bucket, origin.Key), uploadId, ct) is null;
    }
}

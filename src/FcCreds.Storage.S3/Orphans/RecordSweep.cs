using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Listing;

namespace FcCreds.Storage.S3.Orphans;

/// <summary>
/// Removes records that describe nothing. It reads the lists of a bucket's records and of its objects side by side, and asks for an
/// object only where they disagree. Records of keys too long to be spelt out are named by a hash and stay until the key is written again.
/// </summary>
internal sealed class RecordSweep(S3Backend backend)
{
    private const int PageSize = 1000;

    public async Task RunAsync(string bucket, Sweep sweep, CancellationToken ct)
    {
        var query = new ListQuery { Bucket = bucket, Limit = PageSize };
        var facts = new KeyCursor.Spelt(backend, S3Names.Facts(bucket), query, PageSize);
        var spelt = new KeyCursor.Spelt(backend, S3Names.HiddenObjects(bucket), query, PageSize);
        KeyCursor[] objects = HiddenBucket.IsHidden(bucket) ? [spelt] : [new KeyCursor.Plain(backend, query, PageSize), spelt];
        while (await facts.PeekAsync(ct) is { Key: var key })
        {
            var records = new List<(FactsRecord Record, DateTimeOffset MadeAt)>();
            foreach (var listed in await facts.TakeAllAsync(key, ct))
            {
                if (FactsRecord.Read(listed.Rest) is { } record) records.Add((record, listed.LastModified));
            }
            ListedObject? current = null;
            foreach (var cursor in objects) current = await cursor.TakeAllAsync(key, ct) is [var first, ..] ? first : current;
            var doubtful = records.FindAll(one =>
                (current is null || !one.Record.IsAbout(current.ETag, current.LastModified))
                && one.MadeAt < sweep.Before && (one.Record.WriteId == FactsRecord.ForeignWrite || sweep.IsOver(one.Record.WriteId, one.MadeAt)));
            if (doubtful.Count > 0) await RemoveAsync(new(bucket, key), doubtful.ConvertAll(one => one.Record), records.ConvertAll(one => one.Record), sweep, ct);
        }
    }

    private async Task RemoveAsync(ObjectName name, List<FactsRecord> doubtful, List<FactsRecord> all, Sweep sweep, CancellationToken ct)
    {
        // The lists are some moments old, the object is not: no write that is not over has one of these ids.
        var stored = await backend.HeadAsync(backend.Names.Object(name), ct);
        foreach (var record in doubtful)
        {
            var describes = stored is not null && record.IsAbout(stored);
            var isOutdone = record.BackendETag.Length == 0 && all.Exists(other => other.BackendETag.Length > 0 && other.WriteId == record.WriteId);
            if (describes && !isOutdone) continue;
            await backend.DeleteAsync(new(backend.Names.Hidden, S3Names.Facts(name) + record.Write()), ct);
            sweep.Removed.Add(new(Orphan.Record, name.Bucket, name.Key));
        }
    }
}

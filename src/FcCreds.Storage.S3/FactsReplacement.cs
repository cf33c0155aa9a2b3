using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3;

/// <summary>Changes the facts of a version that stays.</summary>
internal sealed class FactsReplacement(S3Backend backend, FactsRecords records, VersionArchive archive, KeyLocks locks)
{
    public async ValueTask<bool> RunAsync(ObjectVersion version, ReadOnlyMemory<byte> facts, CancellationToken ct)
    {
        using var held = await locks.EnterAsync(backend.Names.Object(version.Name), ct);
        if (await archive.FindAsync(version.Name, version.VersionId, ahead: false, ct) is not { Content: S3Content content } current) return false;
        if ((current.Revision, current.FactsRevision) != (version.Revision, version.FactsRevision)) return false;
        var description = current.Description with { Facts = facts, StorageClass = version.Description.StorageClass };
        return content.Past is var (past, eTag) ? await OfPastAsync(version.Name, past, eTag, description, ct) : await OfMainAsync(current, content, description, ct);
    }

    private async Task<bool> OfMainAsync(ObjectVersion current, S3Content content, ObjectDescription description, CancellationToken ct)
    {
        var record = content.Record is { } before
            ? before.Record with { StorageClass = description.StorageClass }
            : new(content.WriteId ?? FactsRecord.ForeignWrite, content.ETag!, current.LastModified, description.ETag, description.ObjectType, description.StorageClass);
        var condition = content.Record is { } kept && kept.Record == record ? new WriteCondition(false, kept.RecordETag) : new(true, null);
        if (await records.WriteAsync(current.Name, record, description, condition, ct) is null) return false;
        // The storage class stands in the record's name: a changed one makes another record.
        if (content.Record is { } left && left.Record != record) await backend.DeleteAsync(records.Place(current.Name, left.Record), ct);
        return true;
    }

    private async Task<bool> OfPastAsync(ObjectName name, PastVersion past, string eTag, ObjectDescription description, CancellationToken ct)
    {
        if (past.StorageClass == description.StorageClass)
            return await archive.Index.WriteAsync(name, past, description, new(false, eTag), ct) is not null;
        var next = past with { StorageClass = description.StorageClass, Rewrite = past.Rewrite + 1 };
        if (await archive.Index.WriteAsync(name, next, description, new(true, null), ct) is null) return false;
        await archive.Index.RemoveAsync(name, past, keepContent: true, ct);
        return true;
    }
}

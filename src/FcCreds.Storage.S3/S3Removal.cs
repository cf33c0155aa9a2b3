using Amazon.S3;
using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3;

/// <summary>Removes objects, and changes the facts of those that stay.</summary>
internal sealed class S3Removal(S3Backend backend, ObjectFinder finder, FactsRecords records, KeyLocks locks)
{
    public async ValueTask<RemovalOutcome> RunAsync(RemovalRequest request, CancellationToken ct)
    {
        if (request.VersionMode != VersionMode.Off) throw new NotSupportedException("The S3 store keeps no versions yet.");
        if (request.VersionId is not (null or ObjectVersion.NullVersionId)) return new(CommitVerdict.Committed, null, null);
        var place = backend.Names.Object(request.Name);
        using var held = await locks.EnterAsync(place, ct);
        var found = await finder.FindAsync(request.Name, ct);
        if (!request.Precondition.Holds(found)) return new(CommitVerdict.PreconditionFailed, found, null);
        try
        {
            await backend.DeleteAsync(place, ct);
        }
        catch (AmazonS3Exception fault) when (fault.IsBucketMissing())
        {
            return new(CommitVerdict.BucketNotFound, null, null);
        }
        await records.SweepAsync(request.Name, kept: null, ct);
        return new(CommitVerdict.Committed, found, null);
    }

    public async ValueTask<bool> ReplaceFactsAsync(ObjectVersion version, ReadOnlyMemory<byte> facts, CancellationToken ct)
    {
        using var held = await locks.EnterAsync(backend.Names.Object(version.Name), ct);
        if (await finder.FindAsync(version.Name, ct) is not { Content: S3Content content } current) return false;
        if ((current.Revision, current.FactsRevision) != (version.Revision, version.FactsRevision)) return false;
        var description = current.Description with { Facts = facts, StorageClass = version.Description.StorageClass };
        var record = content.Record is { } before
            ? before.Record with { StorageClass = description.StorageClass }
            : new(content.WriteId ?? FactsRecord.ForeignWrite, content.ETag, current.LastModified, description.ETag, description.ObjectType, description.StorageClass);
        var condition = content.Record is { } kept && kept.Record == record ? new WriteCondition(false, kept.RecordETag) : new(true, null);
        if (await records.WriteAsync(version.Name, record, description, condition, ct) is null) return false;
        // The storage class stands in the record's name: a changed one makes another record.
        if (content.Record is { } left && left.Record != record) await backend.DeleteAsync(records.Place(version.Name, left.Record), ct);
        return true;
    }
}

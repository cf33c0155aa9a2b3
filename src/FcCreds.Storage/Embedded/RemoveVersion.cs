namespace FcCreds.Storage.Embedded;

/// <summary>The change behind every delete of an object.</summary>
internal static class RemoveVersion
{
    private static readonly ObjectDescription MarkerDescription = new() { ETag = "", ObjectType = "", StorageClass = "" };

    public static RemovalOutcome Run(Transaction transaction, RemovalRequest request)
    {
        var (name, sql) = (request.Name, transaction.Sql);
        if (BucketTable.Id(sql, name.Bucket) is not { } bucket)
            return new RemovalOutcome(CommitVerdict.BucketNotFound, null, null);
        var found = VersionTable.Find(sql, name, request.VersionId);
        if (!request.Precondition.Holds(found))
            return new RemovalOutcome(CommitVerdict.PreconditionFailed, found, null);

        var removed = (request.VersionId, request.VersionMode) switch
        {
            (not null, _) => found,
            (null, VersionMode.On) => null,
            _ => VersionTable.Find(sql, name, ObjectVersion.NullVersionId),
        };
        if (removed is not null)
            VersionTable.Remove(transaction, bucket, Keys.Encode(name.Key), removed.Revision);
        var marker = request.VersionId is null && request.VersionMode != VersionMode.Off
            ? VersionTable.Insert(transaction, bucket, name, MarkerDescription, [], request.VersionMode, isMarker: true)
            : null;
        return new RemovalOutcome(CommitVerdict.Committed, removed, marker);
    }
}

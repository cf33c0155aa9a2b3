namespace FcCreds.Storage.Embedded;

/// <summary>The change behind every write of an object.</summary>
internal static class CommitVersion
{
    public static CommitOutcome Run(Transaction transaction, CommitRequest request, int inlineLimit)
    {
        var (name, sql) = (request.Name, transaction.Sql);
        if (BucketTable.Id(sql, name.Bucket) is not { } bucket)
            return new CommitOutcome(CommitVerdict.BucketNotFound, null);
        if (request.Precondition.Kind != PreconditionKind.Any)
        {
            var current = VersionTable.Find(sql, name, versionId: null);
            if (!request.Precondition.Holds(current))
                return new CommitOutcome(CommitVerdict.PreconditionFailed, current);
        }
        if (request.Consumes is { } document && DocumentTable.Revision(sql, document.Name) != document.Revision)
            return new CommitOutcome(CommitVerdict.DocumentChanged, null);

        // Nothing is written before it is sure that everything is there, so a refusal leaves nothing to undo.
        if (PieceRuns.Assemble(transaction, request.Pieces, inlineLimit) is not { } runs)
            return new CommitOutcome(CommitVerdict.PieceNotFound, null);
        var extents = runs.ConvertAll(run => run.Keep(transaction));

        var key = Keys.Encode(name.Key);
        if (request.VersionMode != VersionMode.On && VersionTable.NullRevision(sql, bucket, key) is { } replaced)
            VersionTable.Remove(transaction, bucket, key, replaced);
        var version = VersionTable.Insert(
            transaction, bucket, name, request.Description, extents, request.VersionMode, isMarker: false);
        if (request.Consumes is { } consumed)
            DocumentTable.Delete(transaction, consumed.Name, Precondition.Any);
        return new CommitOutcome(CommitVerdict.Committed, version);
    }
}

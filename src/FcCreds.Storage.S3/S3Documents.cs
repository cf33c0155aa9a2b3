namespace FcCreds.Storage.S3;

/// <summary>
/// Documents are objects of the hidden bucket. A document's revision stands for its content: one that is back at earlier content is back
/// at its revision, and whoever replaces it there has read just that content.
/// </summary>
internal sealed class S3Documents(S3Backend backend, KeyLocks locks) : IDocumentStore
{
    public async ValueTask<Document?> FindAsync(string name, CancellationToken ct)
        => await backend.GetAsync(backend.Names.Document(name), ct) is var (content, eTag) ? new(name, content, Revisions.Of(eTag)) : null;

    public async ValueTask<long?> PutAsync(string name, ReadOnlyMemory<byte> content, Precondition precondition, CancellationToken ct)
    {
        var place = backend.Names.Document(name);
        using var held = await locks.EnterAsync(place, ct);
        var condition = WriteCondition.None;
        if (precondition.Kind != PreconditionKind.Any)
        {
            var found = (await backend.HeadAsync(place, ct))?.ETag;
            if (!precondition.Holds(found is null ? null : Revisions.Of(found))) return null;
            condition = WriteCondition.Of(precondition, found);
        }
        return await backend.PutAsync(place, content.ToArray(), label: null, "application/octet-stream", condition, ct) is { } eTag ? Revisions.Of(eTag) : null;
    }

    public async ValueTask<bool> DeleteAsync(string name, Precondition precondition, CancellationToken ct)
    {
        // S3 has no conditional delete that all servers know; between two processes the later word counts.
        var place = backend.Names.Document(name);
        using var held = await locks.EnterAsync(place, ct);
        if (await backend.HeadAsync(place, ct) is not { } found || !precondition.Holds(Revisions.Of(found.ETag))) return false;
        await backend.DeleteAsync(place, ct);
        return true;
    }

    /// <summary>
    /// Commits if the document is still as it was, and then removes it. A process that dies in between leaves the document, and what it
    /// stands for can be done again. Two processes may both come through: S3 cannot change two things at once.
    /// </summary>
    public async ValueTask<CommitOutcome> ConsumeAsync(Document document, Func<ValueTask<CommitOutcome>> commit, CancellationToken ct)
    {
        var place = backend.Names.Document(document.Name);
        using var held = await locks.EnterAsync(place, ct);
        if (await backend.HeadAsync(place, ct) is not { } found || Revisions.Of(found.ETag) != document.Revision) return new(CommitVerdict.DocumentChanged, null);
        var outcome = await commit();
        if (outcome.Verdict == CommitVerdict.Committed) await backend.DeleteAsync(place, CancellationToken.None);
        return outcome;
    }

    public async ValueTask<IReadOnlyList<Document>> ListAsync(string prefix, CancellationToken ct)
    {
        var documents = new List<Document>();
        await foreach (var listed in backend.ListHiddenAsync(S3Names.Documents + prefix, ct: ct))
        {
            if (await FindAsync(listed.Key[S3Names.Documents.Length..], ct) is { } document) documents.Add(document);
        }
        return documents;
    }
}

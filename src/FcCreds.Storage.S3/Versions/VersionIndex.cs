using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3.Versions;

/// <summary>
/// The versions that do not lie under their own keys: an entry for each, whose name says what a listing shows and whose content is the
/// description, and the content apart from it. An entry is written after its content and removed before it.
/// </summary>
internal sealed class VersionIndex(S3Backend backend)
{
    /// <summary>Entries of a key, newest first.</summary>
    public async Task<IReadOnlyList<PastVersion>> ListAsync(ObjectName name, CancellationToken ct)
    {
        if (S3Names.IsLong(name)) return [];
        var folder = S3Names.Versions(name);
        var entries = new List<PastVersion>();
        await foreach (var listed in backend.ListHiddenAsync(folder, ct: ct))
        {
            if (PastVersion.Read(listed.Key[folder.Length..]) is { } entry) entries.Add(entry);
        }
        return entries;
    }

    public async Task<bool> IsEmptyAsync(string bucket, CancellationToken ct)
        => (await backend.ListAsync(backend.Names.Hidden, S3Names.Versions(bucket), after: null, 1, ct)).Objects.Count == 0;

    /// <summary>With what only the entry's content tells; null when it was removed meanwhile.</summary>
    public async Task<ObjectVersion?> ReadAsync(ObjectName name, PastVersion entry, bool isLatest, CancellationToken ct)
    {
        if (await backend.GetAsync(EntryPlace(name, entry), ct) is not var (json, eTag) || DescriptionDocument.Read(json) is not { } description) return null;
        return Version(name, entry, isLatest, description, eTag);
    }

    /// <summary>The version as it is now, or null when the condition did not hold.</summary>
    public async Task<ObjectVersion?> WriteAsync(ObjectName name, PastVersion entry, ObjectDescription description, WriteCondition condition, CancellationToken ct)
    {
        var eTag = await backend.PutAsync(EntryPlace(name, entry), DescriptionDocument.Write(description), label: null, "application/json", condition, ct);
        return eTag is null ? null : Version(name, entry, isLatest: false, description, eTag);
    }

    /// <param name="keepContent">Another entry is about the same version.</param>
    public async Task RemoveAsync(ObjectName name, PastVersion entry, bool keepContent, CancellationToken ct)
    {
        await backend.DeleteAsync(EntryPlace(name, entry), ct);
        if (!entry.IsDeleteMarker && !keepContent) await backend.DeleteAsync(ContentPlace(name, entry.Order), ct);
    }

    public S3Place ContentPlace(ObjectName name, long order) => backend.Names.Past(name, PastVersion.Position(order));

    private S3Place EntryPlace(ObjectName name, PastVersion entry) => new(backend.Names.Hidden, S3Names.Versions(name) + entry.Write());

    private ObjectVersion Version(ObjectName name, PastVersion entry, bool isLatest, ObjectDescription description, string entryETag)
    {
        // Nothing but its removal ever happens to it.
        var content = new S3Content(ContentPlace(name, entry.Order), ETag: null) { Past = (entry, entryETag) };
        return entry.Version(name, isLatest, description, Revisions.Of(entryETag), content);
    }
}

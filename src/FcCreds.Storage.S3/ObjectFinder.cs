using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;
using FcCreds.Storage.S3.Versions;

namespace FcCreds.Storage.S3;

/// <summary>Finds the object under its own key: puts together what the backend says of it and what the facts record does.</summary>
internal sealed class ObjectFinder(S3Backend backend, FactsRecords records)
{
    private const string StandardClass = "Standard";
    private const int Patience = 5;

    /// <param name="name">Which.</param>
    /// <param name="ahead">Whether its content will be asked for: a small one then comes with the answer.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<ObjectVersion?> FindAsync(ObjectName name, bool ahead, CancellationToken ct)
    {
        for (var turn = 1; ; turn++)
        {
            var head = ahead ? backend.HeadAndContentAsync(backend.Names.Object(name), ct) : HeadAsync(name, ct);
            // In parallel at first, for that is nearly always enough; one after the other when it was not.
            if (turn > 1) await head;
            var names = records.NamesOfAsync(name, ct);
            await Task.WhenAll(head, names);
            if (await head is not var (stored, content)) return null;
            // Of two about the same write, the later one knows the object's ETag.
            var about = (await names).Where(record => record.IsAbout(stored)).OrderByDescending(record => record.BackendETag.Length).FirstOrDefault();
            var found = about is null ? null : await records.ReadAsync(name, about, ct);
            // A record is written before the object that needs it. One that is missing belongs to a write between the questions, and
            // without it an ACL would be forgotten: ask again. Only an object that was copied with our metadata has none for good.
            var isComplete = found is not null || (about is null && stored.Label is not { Description: null });
            if (isComplete || turn == Patience) return Version(name, stored, found, found?.Record.Stamp, content);
        }
    }

    public Task<ObjectVersion?> FindAsync(ObjectName name, CancellationToken ct) => FindAsync(name, ahead: false, ct);

    private async Task<(StoredObject Stored, byte[]? Content)?> HeadAsync(ObjectName name, CancellationToken ct)
        => await backend.HeadAsync(backend.Names.Object(name), ct) is { } stored ? (stored, null) : null;

    /// <summary>As a listing shows it: without what only the object or the record's content would tell.</summary>
    public ObjectVersion Version(string bucket, ListedObject listed, FactsRecord? record)
    {
        var description = record is null
            ? Adopted(listed.ETag)
            : new() { ETag = record.ETag, ObjectType = record.ObjectType, StorageClass = record.StorageClass };
        var stored = new StoredObject(listed.ETag, listed.LastModified, listed.Length, new("", description), null);
        return Version(new(bucket, listed.Key), stored, null, record?.Stamp);
    }

    /// <summary>Whether a plain S3 listing would show something else than this description.</summary>
    public static bool IsMisleading(string backendETag, ObjectDescription description)
        => Adopted(backendETag) is var plain && (plain.ETag, plain.ObjectType, plain.StorageClass) != (description.ETag, description.ObjectType, description.StorageClass);

    public ObjectVersion Version(ObjectName name, StoredObject stored, FoundRecord? record, VersionStamp? stamp, byte[]? content = null)
    {
        var revision = stamp?.Order ?? Revisions.Of(stored.ETag, stored.LastModified);
        var place = backend.Names.Object(name);
        return new()
        {
            Name = name,
            VersionId = stamp?.VersionId ?? ObjectVersion.NullVersionId,
            IsLatest = true,
            IsDeleteMarker = false,
            Length = stored.Length,
            LastModified = stamp?.PutBackFrom ?? stored.LastModified,
            Revision = revision,
            FactsRevision = record is null ? revision : Revisions.Of(record.RecordETag),
            Description = record?.Description ?? stored.Label?.Description ?? Adopted(stored.ETag) with { ContentType = stored.ContentType },
            Content = new S3Content(place, stored.ETag) { WriteId = stored.Label?.WriteId, Record = record, Stamp = stamp, Ahead = content },
        };
    }

    /// <summary>What can be said of an object from its ETag alone: no checksum rather than a wrong one.</summary>
    private static ObjectDescription Adopted(string eTag) => new()
    {
        ETag = eTag.ToUpperInvariant(),
        ObjectType = eTag.Contains('-', StringComparison.Ordinal) ? "Multipart" : "Normal",
        StorageClass = StandardClass,
    };
}

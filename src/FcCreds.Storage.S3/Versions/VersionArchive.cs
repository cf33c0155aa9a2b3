using System.Collections.Concurrent;
using FcCreds.Storage.S3.Content;
using FcCreds.Storage.S3.Facts;

namespace FcCreds.Storage.S3.Versions;

/// <summary>Knows all versions of a key, and keeps the current one when another is to take its place.</summary>
internal sealed class VersionArchive(S3Backend backend, S3StoreOptions options, ObjectFinder finder, VersionIndex index)
{
    /// <summary>How often a change is begun anew because another process changed the same key.</summary>
    public const int Patience = 20;

    private readonly ConcurrentDictionary<string, bool> withVersions = new();

    public VersionIndex Index => index;

    /// <summary>
    /// Whether a write has to look for versions. A bucket never goes back to <see cref="VersionMode.Off"/> once it kept any, so a bucket that
    /// was found without may be taken for one.
    /// </summary>
    public async ValueTask<bool> IsConcernedAsync(string bucket, VersionMode mode, CancellationToken ct)
    {
        if (HiddenBucket.IsHidden(bucket)) return false;
        if (mode != VersionMode.Off) return withVersions[bucket] = true;
        if (withVersions.TryGetValue(bucket, out var known)) return known;
        return withVersions.GetOrAdd(bucket, !await index.IsEmptyAsync(bucket, ct));
    }

    public void Forget(string bucket) => withVersions.TryRemove(bucket, out _);

    /// <summary>The object first: whatever is kept until the index is read does not count then.</summary>
    public async Task<KeyHistory> ReadAsync(ObjectName name, CancellationToken ct)
    {
        var main = await finder.FindAsync(name, ct);
        return KeyHistory.Of(name, main, await index.ListAsync(name, ct));
    }

    /// <summary>The current version, or the named one.</summary>
    public async Task<ObjectVersion?> FindAsync(ObjectName name, string? versionId, bool ahead, CancellationToken ct)
    {
        if (versionId is not (null or ObjectVersion.NullVersionId) && VersionIds.Revision(versionId) is null) return null;
        var main = await finder.FindAsync(name, ahead, ct);
        if (main is not null && (versionId is null || versionId == main.VersionId)) return main;
        if (HiddenBucket.IsHidden(name.Bucket)) return null;
        return await FindAsync(KeyHistory.Of(name, main, await index.ListAsync(name, ct)), versionId, ct);
    }

    public async Task<ObjectVersion?> FindAsync(KeyHistory history, string? versionId, CancellationToken ct)
    {
        if (history.Main is { } main && (versionId is null || versionId == main.VersionId)) return main;
        for (var i = 0; i < history.Past.Count; i++)
        {
            var entry = history.Past[i];
            if (versionId is null || entry.VersionId == versionId) return await index.ReadAsync(history.Name, entry, isLatest: i == 0 && history.Main is null, ct);
        }
        return null;
    }

    /// <summary>
    /// Makes room for another current version: removes what does not count, and keeps the object under its own key. False when that has
    /// changed meanwhile.
    /// </summary>
    /// <param name="replacesNull">The <c>null</c> version is not kept, for the next one is the <c>null</c> version too.</param>
    public async Task<bool> KeepAsync(KeyHistory history, bool replacesNull, CancellationToken ct)
    {
        await SweepAsync(history, ct);
        if (history is not { Main: { } main, MainContent: { } content } || (replacesNull && history.IsMainNull)) return true;
        var entry = new PastVersion
        {
            Order = history.MainOrder,
            IsNull = history.IsMainNull,
            IsDeleteMarker = false,
            LastModified = main.LastModified,
            Length = main.Length,
            BackendETag = content.Stamp is null ? content.ETag! : "",
            ETag = main.Description.ETag,
            ObjectType = main.Description.ObjectType,
            StorageClass = main.Description.StorageClass,
        };
        var label = new ObjectLabel(backend.Owner.NewWriteId(), null);
        if (!await ServerCopy.RunAsync(backend, options, content, main.Length, index.ContentPlace(history.Name, entry.Order), label, main.Description.ContentType, ct)) return false;
        await index.WriteAsync(history.Name, entry, main.Description, WriteCondition.None, ct);
        return true;
    }

    /// <summary>Removes a <c>null</c> version that another one has replaced.</summary>
    public async Task RemoveNullAsync(KeyHistory history, CancellationToken ct)
    {
        if (history.Past.FirstOrDefault(entry => entry.IsNull) is { } replaced) await index.RemoveAsync(history.Name, replaced, keepContent: false, ct);
    }

    public async Task SweepAsync(KeyHistory history, CancellationToken ct)
    {
        foreach (var entry in history.Void) await index.RemoveAsync(history.Name, entry, history.Past.Any(kept => kept.Order == entry.Order), ct);
    }
}

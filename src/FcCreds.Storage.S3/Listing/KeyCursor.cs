namespace FcCreds.Storage.S3.Listing;

/// <summary>Walks through the keys of one place at the backend, page by page.</summary>
internal abstract class KeyCursor(S3Backend backend, string bucket, string prefix, string? after, int pageSize)
{
    private readonly Queue<ListedObject> page = new();
    private string? position = after;
    private bool more = true;

    /// <summary>The next object, which stays the next one until it is taken; null at the end.</summary>
    public async ValueTask<ListedObject?> PeekAsync(CancellationToken ct)
    {
        while (page.Count == 0 && more)
        {
            (var objects, more) = await backend.ListAsync(bucket, prefix, position, pageSize, ct);
            if (objects.Count > 0) position = objects[^1].Key;
            foreach (var listed in objects)
            {
                if (KeyOf(listed.Key) is { } key) page.Enqueue(listed with { Key = key });
            }
        }
        return page.TryPeek(out var next) ? next : null;
    }

    public void Take() => page.Dequeue();

    /// <summary>Goes on behind all keys with this prefix, without reading the rest of them.</summary>
    public void SkipPrefix(string keyPrefix)
    {
        while (page.TryPeek(out var next) && next.Key.StartsWith(keyPrefix, StringComparison.Ordinal)) page.Dequeue();
        if (page.Count == 0) position = Behind(keyPrefix);
    }

    /// <summary>The key that a name at the backend stands for; null when it stands for none.</summary>
    protected abstract string? KeyOf(string name);

    /// <summary>A name behind those of all keys with this prefix.</summary>
    protected abstract string Behind(string keyPrefix);

    /// <summary>Objects under their own keys.</summary>
    internal sealed class Plain(S3Backend backend, ListQuery query, int pageSize)
        : KeyCursor(backend, backend.Names.Bucket(query.Bucket), query.Prefix, query.After.Length == 0 ? null : query.After, pageSize)
    {
        // A key that belongs into the hidden bucket and lies here all the same was put by somebody else, and could not be found by it.
        protected override string? KeyOf(string name) => S3Place.IsHidden(name) ? null : name;

        protected override string Behind(string keyPrefix) => keyPrefix + S3Place.LastCharacter;
    }

    /// <summary>Objects whose keys are spelt out.</summary>
    internal sealed class Hidden(S3Backend backend, ListQuery query, int pageSize)
        : KeyCursor(
            backend, backend.Names.Hidden, Folder(query) + S3Place.Spell(query.Prefix), query.After.Length == 0 ? null : Folder(query) + S3Place.Spell(query.After), pageSize)
    {
        private readonly string folder = Folder(query);

        protected override string? KeyOf(string name) => S3Place.Read(name[folder.Length..]);

        // Behind every digit.
        protected override string Behind(string keyPrefix) => folder + S3Place.Spell(keyPrefix) + "g";

        private static string Folder(ListQuery query) => S3Names.HiddenObjects(query.Bucket);
    }
}

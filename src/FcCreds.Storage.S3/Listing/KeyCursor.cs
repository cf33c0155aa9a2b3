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
                if (Read(listed.Key) is var (key, rest)) page.Enqueue(listed with { Key = key, Rest = rest });
            }
        }
        return page.TryPeek(out var next) ? next : null;
    }

    public void Take() => page.Dequeue();

    /// <summary>All that is there of a key; what comes before it is passed over.</summary>
    public async ValueTask<IReadOnlyList<ListedObject>> TakeAllAsync(string key, CancellationToken ct)
    {
        var taken = new List<ListedObject>();
        while (await PeekAsync(ct) is { } next && KeyOrder.Instance.Compare(next.Key, key) is var order and <= 0)
        {
            if (order == 0) taken.Add(next);
            Take();
        }
        return taken;
    }

    /// <summary>Goes on behind all keys with this prefix, without reading the rest of them.</summary>
    public void SkipPrefix(string keyPrefix)
    {
        while (page.TryPeek(out var next) && next.Key.StartsWith(keyPrefix, StringComparison.Ordinal)) page.Dequeue();
        if (page.Count == 0) position = Behind(keyPrefix);
    }

    /// <summary>The key that a name at the backend stands for, and what stands behind it; null when it stands for none.</summary>
    protected abstract (string Key, string Behind)? Read(string name);

    /// <summary>A name behind those of all keys with this prefix.</summary>
    protected abstract string Behind(string keyPrefix);

    /// <summary>Objects under their own keys.</summary>
    internal sealed class Plain(S3Backend backend, ListQuery query, int pageSize)
        : KeyCursor(backend, backend.Names.Bucket(query.Bucket), query.Prefix, query.After.Length == 0 ? null : query.After, pageSize)
    {
        // A key that belongs into the hidden bucket and lies here all the same was put by somebody else, and could not be found by it.
        protected override (string Key, string Behind)? Read(string name) => S3Place.IsHidden(name) ? null : (name, "");

        protected override string Behind(string keyPrefix) => keyPrefix + S3Place.LastCharacter;
    }

    /// <summary>Names that begin with a key spelt out: objects, or folders of what is there about a key.</summary>
    internal sealed class Spelt(S3Backend backend, string folder, ListQuery query, int pageSize)
        : KeyCursor(
            backend, backend.Names.Hidden, folder + S3Place.Spell(query.Prefix), query.After.Length == 0 ? null : folder + S3Place.Spell(query.After) + BehindOneKey, pageSize)
    {
        // Behind what a folder has, and before the next key.
        private const string BehindOneKey = "/~";

        protected override (string Key, string Behind)? Read(string name)
        {
            var (spelt, rest) = name.IndexOf('/', folder.Length) is var slash and >= 0 ? (name[folder.Length..slash], name[(slash + 1)..]) : (name[folder.Length..], "");
            // A key that is too long to be spelt out stands at the end.
            return spelt.StartsWith('~') ? null : (S3Place.Read(spelt), rest);
        }

        // Behind every digit.
        protected override string Behind(string keyPrefix) => folder + S3Place.Spell(keyPrefix) + "g";
    }
}

namespace FcCreds.Storage.S3.Listing;

/// <summary>Takes what several places have of a bucket's keys as one order of keys.</summary>
internal static class KeyMerge
{
    private const int MaxPage = 1000;

    public static int PageSize(ListQuery query) => Math.Min(MaxPage, query.Limit + 1);

    public static async ValueTask<(KeyCursor Cursor, ListedObject Listed)?> SmallestAsync(IEnumerable<KeyCursor> cursors, CancellationToken ct)
    {
        (KeyCursor Cursor, ListedObject Listed)? smallest = null;
        foreach (var cursor in cursors)
        {
            if (await cursor.PeekAsync(ct) is { } listed && (smallest is not var (_, least) || KeyOrder.Instance.Compare(listed.Key, least.Key) < 0)) smallest = (cursor, listed);
        }
        return smallest;
    }

    public static string? CommonPrefix(ListQuery query, string key)
    {
        if (query.Delimiter.Length == 0) return null;
        var cut = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return cut < 0 ? null : key[..(cut + query.Delimiter.Length)];
    }
}

using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>
/// Reads one page. The cursor only ever stands on an entry of the page: what a common prefix covers, and what a current version hides,
/// is passed over by seeking behind it.
/// </summary>
internal sealed class ObjectLister
{
    // A few steps are cheaper than a seek; most objects have one version.
    private const int StepsBeforeSeek = 4;

    private readonly Sql sql;
    private readonly ListQuery query;
    private readonly long bucket;
    private readonly byte[] prefix;
    private readonly byte[] delimiter;
    private readonly byte[] after;
    private readonly byte[] end;
    private readonly List<ObjectVersion> objects = [];
    private readonly List<string> commonPrefixes = [];
    private string? last;
    private string? lastVersionId;

    private ObjectLister(Sql sql, ListQuery query, long bucket)
    {
        (this.sql, this.query, this.bucket) = (sql, query, bucket);
        prefix = Keys.Encode(query.Prefix);
        delimiter = Keys.Encode(query.Delimiter);
        after = Keys.Encode(query.After);
        end = Keys.AfterPrefix(prefix);
    }

    private bool IsFull => objects.Count + commonPrefixes.Count >= query.Limit;

    public static ObjectPage List(Sql sql, ListQuery query)
        => BucketTable.Id(sql, query.Bucket) is { } bucket ? new ObjectLister(sql, query, bucket).Run() : new ObjectPage([], [], null);

    private ObjectPage Run()
    {
        var from = Start(out var beforeRevision);
        while (from is not null)
        {
            if (!Scan(ref from, beforeRevision))
                return new ObjectPage(objects, commonPrefixes, last, lastVersionId);
            beforeRevision = null;
        }

        return new ObjectPage(objects, commonPrefixes, null);
    }

    /// <summary>The first key to look at and, inside its history, the revision to start behind.</summary>
    private byte[] Start(out long? beforeRevision)
    {
        beforeRevision = null;
        if (after.Length == 0 || after.AsSpan().SequenceCompareTo(prefix) < 0)
            return prefix;
        if (query.AfterVersionId is { } versionId && query.AllVersions)
        {
            // A null version that was removed since leaves no trace of its place; what is left of its key then comes once more.
            beforeRevision = versionId == ObjectVersion.NullVersionId
                ? VersionTable.NullRevision(sql, bucket, after) ?? long.MaxValue
                : VersionIds.Revision(versionId);
            return beforeRevision is null ? Keys.After(after) : after;
        }

        return CommonPrefix(after) is { } common ? Keys.AfterPrefix(common) : Keys.After(after);
    }

    /// <summary>
    /// Collects entries from a key on until the cursor has to seek (then <paramref name="from"/> says where), or to the end (then it is
    /// null). False when the page is full and something is left.
    /// </summary>
    private bool Scan(ref byte[]? from, long? beforeRevision)
    {
        using var rows = sql.Query(
            $"select {VersionTable.Columns} from version where bucket = $1 and key >= $2 and key < $3 order by key, revision desc",
            bucket,
            from!,
            end);
        var (key, steps) = (Array.Empty<byte>(), 0);
        while (rows.Read())
        {
            var isLatest = !rows.Bytes(0).SequenceEqual(key);
            if (isLatest)
                (key, steps) = (rows.Bytes(0).ToArray(), 0);
            if (!isLatest && !query.AllVersions)
            {
                if (++steps < StepsBeforeSeek)
                    continue;
                from = Keys.After(key);
                return true;
            }

            if (beforeRevision is { } limit && rows.Number(1) >= limit && key.AsSpan().SequenceEqual(after))
                continue;
            if (!query.AllVersions && rows.Number(3) != 0)
                continue;
            if (IsFull)
                return false;
            if (CommonPrefix(key) is { } common)
            {
                commonPrefixes.Add(last = Keys.Decode(common));
                lastVersionId = null;
                from = Keys.AfterPrefix(common);
                return true;
            }

            var version = VersionTable.Read(rows, query.Bucket, isLatest);
            objects.Add(version);
            (last, lastVersionId) = (version.Name.Key, query.AllVersions ? version.VersionId : null);
        }

        from = null;
        return true;
    }

    private byte[]? CommonPrefix(byte[] key)
    {
        if (delimiter.Length == 0 || !key.AsSpan().StartsWith(prefix))
            return null;
        var index = key.AsSpan(prefix.Length).IndexOf(delimiter);
        return index < 0 ? null : key[..(prefix.Length + index + delimiter.Length)];
    }
}

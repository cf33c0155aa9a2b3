using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>The rows of versions.</summary>
internal static class VersionTable
{
    /// <summary>In the order in which <see cref="Read"/> takes them.</summary>
    public const string Columns =
        "key, revision, is_null, is_marker, length, modified, facts_revision, etag, type, storage_class, crc64, extents, headers, facts";

    /// <summary>The current version, or the named one.</summary>
    public static ObjectVersion? Find(Sql sql, ObjectName name, string? versionId)
        => versionId is null ? FindCurrent(sql, name) : FindNamed(sql, name, versionId);

    private static ObjectVersion? FindCurrent(Sql sql, ObjectName name)
    {
        using var rows = sql.Query(
            $"select {Columns} from version where bucket = (select id from bucket where name = $1) and key = $2 order by revision desc limit 1",
            name.Bucket,
            Keys.Encode(name.Key));
        return rows.Read() ? Read(rows, name.Bucket, isLatest: true) : null;
    }

    private static ObjectVersion? FindNamed(Sql sql, ObjectName name, string versionId)
    {
        if (BucketTable.Id(sql, name.Bucket) is not { } bucket)
            return null;
        var key = Keys.Encode(name.Key);
        var newest = Newest(sql, bucket, key);
        var revision = versionId switch
        {
            ObjectVersion.NullVersionId => NullRevision(sql, bucket, key),
            _ => VersionIds.Revision(versionId),
        };
        if (revision is null)
            return null;

        using var rows = sql.Query(
            $"select {Columns} from version where bucket = $1 and key = $2 and revision = $3", bucket, key, revision);
        if (!rows.Read())
            return null;
        var found = Read(rows, name.Bucket, isLatest: revision == newest);
        return found.VersionId == versionId ? found : null;
    }

    /// <summary>Brings a small body along, from the same state of the index; so a reader needs no second query and misses nothing.</summary>
    public static ObjectVersion? FindWithBody(Sql sql, ObjectName name, string? versionId, int limit)
        => Find(sql, name, versionId) is not { } found ? null
            : found.Length <= limit && found.Content is StoredContent { Extents: [{ InFile: false } extent] } content
                ? found with { Content = content with { Body = ContentTable.ReadBody(sql, extent) } }
                : found;

    public static long? Newest(Sql sql, long bucket, byte[] key)
        => sql.Number("select revision from version where bucket = $1 and key = $2 order by revision desc limit 1", bucket, key);

    /// <summary>The <c>null</c> version is nearly always the newest, so the search from there on is short.</summary>
    public static long? NullRevision(Sql sql, long bucket, byte[] key)
        => sql.Number(
            "select revision from version where bucket = $1 and key = $2 and is_null order by revision desc limit 1", bucket, key);

    /// <summary>Where the content of a version is now; null when the version is gone.</summary>
    public static Extent[]? Extents(Sql sql, ObjectVersion version)
    {
        if (BucketTable.Id(sql, version.Name.Bucket) is not { } bucket)
            return null;
        return Extents(sql, bucket, Keys.Encode(version.Name.Key), version.Revision);
    }

    public static Extent[]? Extents(Sql sql, long bucket, byte[] key, long revision)
    {
        using var rows = sql.Query(
            "select extents from version where bucket = $1 and key = $2 and revision = $3", bucket, key, revision);
        return rows.Read() ? Extent.Decode(rows.Bytes(0)) : null;
    }

    /// <summary>Adds a version as the newest of its key.</summary>
    public static ObjectVersion Insert(
        Transaction transaction, long bucket, ObjectName name, ObjectDescription description, IReadOnlyList<Extent> extents, VersionMode mode, bool isMarker)
    {
        var revision = transaction.NextNumber();
        var isNull = mode != VersionMode.On;
        var version = new ObjectVersion
        {
            Name = name,
            VersionId = VersionIds.Of(revision, isNull),
            IsLatest = true,
            IsDeleteMarker = isMarker,
            Length = extents.Sum(e => e.Length),
            LastModified = transaction.Now,
            Revision = revision,
            FactsRevision = revision,
            Description = description,
            Content = new StoredContent([.. extents], Body: null),
        };
        transaction.Sql.Execute(
            $"insert into version (bucket, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            bucket,
            Keys.Encode(name.Key),
            revision,
            isNull,
            isMarker,
            version.Length,
            version.LastModified.ToUnixTimeMilliseconds(),
            version.FactsRevision,
            description.ETag,
            description.ObjectType,
            description.StorageClass,
            (long?)description.Crc64,
            Extent.Encode(extents),
            description.Headers,
            description.Facts);
        return version;
    }

    /// <summary>Takes a version away, and with it what only it referred to.</summary>
    public static void Remove(Transaction transaction, long bucket, byte[] key, long revision)
    {
        ContentTable.Release(transaction, Extents(transaction.Sql, bucket, key, revision) ?? []);
        transaction.Sql.Execute("delete from version where bucket = $1 and key = $2 and revision = $3", bucket, key, revision);
    }

    /// <summary>Says where the content of a version has moved to.</summary>
    public static void ReplaceExtents(Transaction transaction, ObjectVersion version, IReadOnlyList<Extent> extents)
        => transaction.Sql.Execute(
            "update version set extents = $1 where bucket = $2 and key = $3 and revision = $4",
            Extent.Encode(extents),
            BucketTable.Id(transaction.Sql, version.Name.Bucket),
            Keys.Encode(version.Name.Key),
            version.Revision);

    public static bool ReplaceFacts(Transaction transaction, ObjectVersion version, ReadOnlyMemory<byte> facts)
        => BucketTable.Id(transaction.Sql, version.Name.Bucket) is { } bucket && transaction.Sql.Execute(
            """
            update version set facts = $1, facts_revision = $2, storage_class = $3
            where bucket = $4 and key = $5 and revision = $6 and facts_revision = $7
            """,
            facts,
            transaction.NextNumber(),
            version.Description.StorageClass,
            bucket,
            Keys.Encode(version.Name.Key),
            version.Revision,
            version.FactsRevision) > 0;

    public static ObjectVersion Read(SqlRows rows, string bucket, bool isLatest) => new()
    {
        Name = new ObjectName(bucket, Keys.Decode(rows.Bytes(0))),
        VersionId = VersionIds.Of(rows.Number(1), isNull: rows.Number(2) != 0),
        IsLatest = isLatest,
        IsDeleteMarker = rows.Number(3) != 0,
        Length = rows.Number(4),
        LastModified = DateTimeOffset.FromUnixTimeMilliseconds(rows.Number(5)),
        Revision = rows.Number(1),
        FactsRevision = rows.Number(6),
        Description = new ObjectDescription
        {
            ETag = rows.Text(7),
            ObjectType = rows.Text(8),
            StorageClass = rows.Text(9),
            Crc64 = (ulong?)rows.OptionalNumber(10),
            Headers = rows.Bytes(12).ToArray(),
            Facts = rows.Bytes(13).ToArray(),
        },
        Content = new StoredContent(Extent.Decode(rows.Bytes(11)), Body: null),
    };
}

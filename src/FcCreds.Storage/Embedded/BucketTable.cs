using System.Globalization;
using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>The buckets.</summary>
internal static class BucketTable
{
    private const string Columns = "name, owner, created, region, storage_class, redundancy";

    public static bool Create(Transaction transaction, BucketRecord bucket)
        => transaction.Sql.Execute(
            $"insert into bucket ({Columns}) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            bucket.Name,
            bucket.OwnerAccountId,
            bucket.CreatedAt.ToUnixTimeMilliseconds(),
            bucket.Region,
            bucket.StorageClass,
            bucket.DataRedundancyType) > 0;

    public static long? Id(Sql sql, string name) => sql.Number("select id from bucket where name = $1", name);

    public static BucketRecord? Find(Sql sql, string name)
    {
        if (HiddenBucket.IsHidden(name))
            return null;
        using var rows = sql.Query($"select {Columns}, id from bucket where name = $1", name);
        return rows.Read() ? Read(rows) : null;
    }

    public static IReadOnlyList<BucketRecord> List(Sql sql, string ownerAccountId)
    {
        var buckets = new List<BucketRecord>();
        using var rows = sql.Query($"select {Columns}, id from bucket where owner = $1 and name not like '.%' order by name", ownerAccountId);
        while (rows.Read())
            buckets.Add(Read(rows));
        return buckets;
    }

    /// <summary>Delete markers and old versions count: a bucket that holds any is not empty.</summary>
    public static BucketRemoval Delete(Transaction transaction, string name)
    {
        if (HiddenBucket.IsHidden(name) || Id(transaction.Sql, name) is not { } id)
            return BucketRemoval.NotFound;
        if (transaction.Sql.Number("select 1 from version where bucket = $1 limit 1", id) is not null)
            return BucketRemoval.NotEmpty;
        transaction.Sql.Execute("delete from bucket where id = $1", id);
        UsageTable.Forget(transaction, id);
        DocumentTable.DeleteAll(transaction, $"bucket/{name}/");
        return BucketRemoval.Removed;
    }

    private static BucketRecord Read(SqlRows rows) => new()
    {
        Name = rows.Text(0),
        OwnerAccountId = rows.Text(1),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(rows.Number(2)),
        Region = rows.Text(3),
        StorageClass = rows.Text(4),
        DataRedundancyType = rows.Text(5),
        Id = rows.Number(6).ToString(CultureInfo.InvariantCulture),
    };
}

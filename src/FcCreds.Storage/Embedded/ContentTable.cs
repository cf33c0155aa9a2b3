using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>Which contents are kept, and how many extents refer to each.</summary>
internal static class ContentTable
{
    /// <summary>Keeps a small body under its first reference.</summary>
    public static Extent AddBody(Transaction transaction, ReadOnlyMemory<byte> content)
    {
        var id = transaction.NextNumber();
        transaction.Sql.Execute("insert into body values ($1, $2)", id, content);
        return new Extent(InFile: false, id, 0, content.Length);
    }

    /// <summary>Takes over a file that was written before, under its first reference.</summary>
    public static Extent AddFile(Transaction transaction, long id, long length)
    {
        transaction.Sql.Execute("insert into content_references values ($1, 1)", id);
        return new Extent(InFile: true, id, 0, length);
    }

    public static void Retain(Transaction transaction, Extent extent)
        => transaction.Sql.Execute(
            "insert into content_references values ($1, 2) on conflict do update set count = count + 1", extent.Content);

    public static void Release(Transaction transaction, IEnumerable<Extent> extents)
    {
        foreach (var extent in extents)
            Release(transaction, extent);
    }

    public static bool HasFile(Sql sql, long id)
        => sql.Number("select 1 from content_references where id = $1", id) is not null;

    /// <summary>The bytes of an extent in the database; null when its body is gone.</summary>
    public static byte[]? ReadBody(Sql sql, Extent extent)
    {
        using var rows = sql.Query("select content from body where id = $1", extent.Content);
        return rows.Read() ? rows.Bytes(0).Slice((int)extent.Offset, (int)extent.Length).ToArray() : null;
    }

    private static void Release(Transaction transaction, Extent extent)
    {
        var sql = transaction.Sql;
        var count = sql.Number("select count from content_references where id = $1", extent.Content) ?? 1;
        if (count > 1)
        {
            sql.Execute("update content_references set count = count - 1 where id = $1", extent.Content);
            return;
        }

        sql.Execute("delete from content_references where id = $1", extent.Content);
        if (extent.InFile)
            transaction.CondemnedFiles.Add(extent.Content);
        else
            sql.Execute("delete from body where id = $1", extent.Content);
    }
}

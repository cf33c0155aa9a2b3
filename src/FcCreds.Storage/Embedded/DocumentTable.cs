using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>The named documents.</summary>
internal static class DocumentTable
{
    public static Document? Find(Sql sql, string name)
    {
        using var rows = sql.Query("select name, content, revision from document where name = $1", Keys.Encode(name));
        return rows.Read() ? Read(rows) : null;
    }

    public static long? Revision(Sql sql, string name) => Revision(sql, Keys.Encode(name));

    public static IReadOnlyList<Document> List(Sql sql, string prefix)
    {
        var documents = new List<Document>();
        var first = Keys.Encode(prefix);
        using var rows = sql.Query(
            "select name, content, revision from document where name >= $1 and name < $2 order by name", first, Keys.AfterPrefix(first));
        while (rows.Read())
            documents.Add(Read(rows));
        return documents;
    }

    public static long? Put(Transaction transaction, string name, ReadOnlyMemory<byte> content, Precondition precondition)
    {
        var key = Keys.Encode(name);
        if (!Holds(transaction, key, precondition))
            return null;
        var revision = transaction.NextNumber();
        transaction.Sql.Execute("insert or replace into document values ($1, $2, $3)", key, content, revision);
        return revision;
    }

    public static bool Delete(Transaction transaction, string name, Precondition precondition)
    {
        var key = Keys.Encode(name);
        return Holds(transaction, key, precondition) && transaction.Sql.Execute("delete from document where name = $1", key) > 0;
    }

    public static void DeleteAll(Transaction transaction, string prefix)
    {
        var first = Keys.Encode(prefix);
        transaction.Sql.Execute("delete from document where name >= $1 and name < $2", first, Keys.AfterPrefix(first));
    }

    private static bool Holds(Transaction transaction, byte[] key, Precondition precondition)
        => precondition.Holds(Revision(transaction.Sql, key));

    private static long? Revision(Sql sql, byte[] key) => sql.Number("select revision from document where name = $1", key);

    private static Document Read(SqlRows rows) => new(Keys.Decode(rows.Bytes(0)), rows.Bytes(1).ToArray(), rows.Number(2));
}

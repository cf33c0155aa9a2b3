using FcCreds.Storage.Embedded.Sqlite;
using Microsoft.Data.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>How connections to the index are opened.</summary>
internal static class Index
{
    /// <summary>The one connection that writes; brings the index to the current format first.</summary>
    public static Sql OpenForWriting(DataFolder folder, Durability durability)
    {
        var sql = new Sql(
            folder.IndexFile,
            SqliteOpenMode.ReadWriteCreate,
            "page_size = 8192",
            "journal_mode = wal",
            $"synchronous = {(durability == Durability.Power ? "full" : "normal")}",
            "wal_autocheckpoint = 2000",
            "journal_size_limit = 67108864",
            "cache_size = -8192");
        try
        {
            Schema.Migrate(sql, folder.Path);
            return sql;
        }
        catch
        {
            sql.Dispose();
            throw;
        }
    }

    public static Sql OpenForReading(string path) => new(path, SqliteOpenMode.ReadOnly, "query_only = on");
}

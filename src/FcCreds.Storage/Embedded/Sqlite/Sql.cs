using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FcCreds.Storage.Embedded.Sqlite;

/// <summary>
/// One connection with its prepared statements. Microsoft.Data.Sqlite opens the database and names its errors; statements go to SQLite
/// directly, because its commands box every value and copy every blob twice. Not for use by two threads at once.
/// </summary>
internal sealed class Sql : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly sqlite3 database;
    private readonly Dictionary<string, sqlite3_stmt> prepared = [];

    public Sql(string path, SqliteOpenMode mode, params ReadOnlySpan<string> pragmas)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        connection = new SqliteConnection(address.ToString());
        try
        {
            connection.Open();
            database = connection.Handle!;
            foreach (var pragma in pragmas)
                Script($"pragma {pragma}");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Steps of SQLite's virtual machine so far: what queries cost, on a machine of any speed.</summary>
    public long Steps => prepared.Values.Sum(statement => (long)raw.sqlite3_stmt_status(statement, raw.SQLITE_STMTSTATUS_VM_STEP, 0));

    /// <summary>Runs statements that have no values and are not worth keeping.</summary>
    public void Script(string statements) => Check(raw.sqlite3_exec(database, statements));

    /// <summary>Runs one statement to its end; the number of rows it changed.</summary>
    public int Execute(string statement, params ReadOnlySpan<SqlValue> values)
    {
        using var rows = Query(statement, values);
        while (rows.Read()) { }
        return raw.sqlite3_changes(database);
    }

    /// <summary>Starts a query; the rows must be disposed before the same statement runs again.</summary>
    public SqlRows Query(string statement, params ReadOnlySpan<SqlValue> values)
    {
        var handle = Prepare(statement);
        for (var i = 0; i < values.Length; i++)
            Check(values[i].Bind(handle, i + 1));
        return new SqlRows(this, handle);
    }

    /// <summary>The first column of the first row; null when there is no row or no value.</summary>
    public long? Number(string statement, params ReadOnlySpan<SqlValue> values)
    {
        using var rows = Query(statement, values);
        return rows.Read() ? rows.OptionalNumber(0) : null;
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(code, database);
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private sqlite3_stmt Prepare(string statement)
    {
        if (!prepared.TryGetValue(statement, out var handle))
        {
            Check(raw.sqlite3_prepare_v3(database, statement, raw.SQLITE_PREPARE_PERSISTENT, out handle));
            prepared.Add(statement, handle);
        }

        return handle;
    }
}

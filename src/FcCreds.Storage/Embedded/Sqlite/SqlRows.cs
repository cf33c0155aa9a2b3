using SQLitePCL;

namespace FcCreds.Storage.Embedded.Sqlite;

/// <summary>The rows of a running query, one at a time.</summary>
internal readonly ref struct SqlRows(Sql sql, sqlite3_stmt statement) : IDisposable
{
    public bool Read()
    {
        var code = raw.sqlite3_step(statement);
        sql.Check(code);
        return code == raw.SQLITE_ROW;
    }

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public long? OptionalNumber(int column)
        => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : Number(column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>Valid until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose()
    {
        // The code of a reset repeats the failure of the last step, which has been thrown already.
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
    }
}

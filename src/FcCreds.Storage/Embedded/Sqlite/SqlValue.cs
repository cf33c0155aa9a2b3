using SQLitePCL;

namespace FcCreds.Storage.Embedded.Sqlite;

/// <summary>A value on its way into a statement: a number, text, bytes, or null.</summary>
internal readonly struct SqlValue
{
    private readonly Kind kind;
    private readonly long number;
    private readonly string? text;
    private readonly ReadOnlyMemory<byte> bytes;

    private SqlValue(long number) => (kind, this.number) = (Kind.Number, number);

    private SqlValue(string text) => (kind, this.text) = (Kind.Text, text);

    private SqlValue(ReadOnlyMemory<byte> bytes) => (kind, this.bytes) = (Kind.Bytes, bytes);

    private enum Kind : byte { Null, Number, Text, Bytes }

    public static implicit operator SqlValue(long value) => new(value);

    public static implicit operator SqlValue(long? value) => value is { } number ? new(number) : default;

    public static implicit operator SqlValue(bool value) => new(value ? 1L : 0L);

    public static implicit operator SqlValue(string value) => new(value);

    public static implicit operator SqlValue(byte[] value) => new(value.AsMemory());

    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(value);

    public int Bind(sqlite3_stmt statement, int index) => kind switch
    {
        Kind.Number => raw.sqlite3_bind_int64(statement, index, number),
        Kind.Text => raw.sqlite3_bind_text(statement, index, text),
        // An empty span has no address, which SQLite would take for null.
        Kind.Bytes when bytes.IsEmpty => raw.sqlite3_bind_zeroblob(statement, index, 0),
        Kind.Bytes => raw.sqlite3_bind_blob(statement, index, bytes.Span),
        _ => raw.sqlite3_bind_null(statement, index),
    };
}

using SQLitePCL;

namespace FcCreds.Oss.Select;

/// <summary>The records of an object, one at a time, of which the range asks for some.</summary>
internal abstract class RecordSource(ReadWindow window, RecordRange range) : IAsyncDisposable
{
    protected ReadWindow Window { get; } = window;

    /// <summary>Bytes read so far.</summary>
    public long Position => Window.Position;

    /// <summary>Records read so far, those outside of the range too.</summary>
    public long Lines { get; protected set; }

    /// <summary>Where the record begins.</summary>
    public long Start { get; protected set; }

    /// <summary>Goes on to the next record of the range.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        while (await NextAsync(ct))
        {
            var place = range.IsLines ? Lines - 1 : Start;
            if (place > range.Last) return false;
            if (place >= range.First) return true;
        }
        return false;
    }

    /// <summary>Finds the columns of a statement.</summary>
    public abstract void Resolve(IEnumerable<ColumnReference> columns);

    /// <summary>The record does not have the column.</summary>
    public abstract bool Lacks(ColumnReference column);

    /// <summary>Gives a column's value to SQLite.</summary>
    public abstract void Bind(ColumnReference column, sqlite3_stmt statement, int parameter);

    public ValueTask DisposeAsync() => Window.DisposeAsync();

    /// <summary>Goes on to the next record.</summary>
    protected abstract ValueTask<bool> NextAsync(CancellationToken ct);
}

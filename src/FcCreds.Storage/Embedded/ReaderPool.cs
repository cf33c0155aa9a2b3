using System.Collections.Concurrent;
using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>A few read-only connections; each query sees one state of the index. Queries are short and never wait for the writer.</summary>
internal sealed class ReaderPool(Func<Sql> open, int size) : IDisposable
{
    private readonly SemaphoreSlim places = new(size);
    private readonly ConcurrentBag<Sql> idle = [];

    public async ValueTask<T> ReadAsync<T>(Func<Sql, T> query, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            if (!idle.TryTake(out var sql))
                sql = open();
            try
            {
                sql.Execute("begin");
                var answer = query(sql);
                sql.Execute("commit");
                idle.Add(sql);
                return answer;
            }
            catch
            {
                // In what state it is nobody knows; the next reader opens another.
                sql.Dispose();
                throw;
            }
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        // Each place taken is a query ended; the rest of the pool finds the semaphore disposed.
        for (var i = 0; i < size; i++)
            places.Wait();
        places.Dispose();
        foreach (var sql in idle)
            sql.Dispose();
    }
}

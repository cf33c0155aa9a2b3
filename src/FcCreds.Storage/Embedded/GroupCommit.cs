using System.Threading.Channels;
using FcCreds.Storage.Embedded.Sqlite;
using Microsoft.Data.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>
/// The store's one writer. Changes that arrive while it is busy share the next transaction, so that many writers pay for one commit;
/// each runs in a savepoint of its own, so that one that fails takes nobody with it.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int LargestGroup = 256;

    private readonly Channel<WriteRequest> requests = Channel.CreateBounded<WriteRequest>(
        new BoundedChannelOptions(4 * LargestGroup) { SingleReader = true });

    private readonly List<WriteRequest> group = new(LargestGroup);
    private readonly Sql sql;
    private readonly Sequence sequence;
    private readonly ContentFiles files;
    private readonly Transaction transaction;
    private readonly Task writer;

    public GroupCommit(Sql sql, Sequence sequence, ContentFiles files, TimeProvider wireClock)
    {
        (this.sql, this.sequence, this.files) = (sql, sequence, files);
        transaction = new Transaction(sql, sequence, wireClock);
        writer = Task.Run(WriteGroupsAsync);
    }

    /// <summary>
    /// Runs a change and answers when it is durable. It can be cancelled until it is queued; after that the caller must learn what
    /// became of it, or staged content might be discarded while it is being committed.
    /// </summary>
    public async ValueTask<T> RunAsync<T>(Func<Transaction, T> change, CancellationToken ct)
    {
        var request = new WriteRequest<T>(change);
        try
        {
            await requests.Writer.WriteAsync(request, ct);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(EmbeddedStore));
        }

        return await request.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        requests.Writer.TryComplete();
        await writer;
        sql.Dispose();
    }

    private async Task WriteGroupsAsync()
    {
        while (await requests.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && requests.Reader.TryRead(out var request))
                group.Add(request);
            WriteGroup();
            group.Clear();
            transaction.CondemnedFiles.Clear();
        }
    }

    private void WriteGroup()
    {
        try
        {
            sql.Execute("begin immediate");
            foreach (var request in group)
                RunInSavepoint(request);
            sql.Execute("update counter set value = $1", sequence.Last);
            sql.Execute("commit");
        }
        catch (Exception e)
        {
            RollBack();
            foreach (var request in group)
                request.Fail(e);
            return;
        }

        files.Condemn(transaction.CondemnedFiles);
        foreach (var request in group)
            request.Acknowledge();
    }

    private void RunInSavepoint(WriteRequest request)
    {
        var condemnedBefore = transaction.CondemnedFiles.Count;
        sql.Execute("savepoint request");
        try
        {
            request.Run(transaction);
        }
        catch (Exception e)
        {
            sql.Execute("rollback to request");
            transaction.CondemnedFiles.RemoveRange(condemnedBefore, transaction.CondemnedFiles.Count - condemnedBefore);
            request.Fail(e);
        }

        sql.Execute("release request");
    }

    private void RollBack()
    {
        try
        {
            sql.Execute("rollback");
        }
        catch (SqliteException)
        {
            // A full disk makes SQLite roll back by itself; then there is no transaction left to end.
        }
    }
}

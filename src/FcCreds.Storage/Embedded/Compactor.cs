using System.Threading.Channels;

namespace FcCreds.Storage.Embedded;

/// <summary>
/// Rewrites objects of very many pieces in the background. Runs of small extents become one file each; large ones stay, so that a log
/// that grows for ever is not copied again and again.
/// </summary>
internal sealed class Compactor : IAsyncDisposable
{
    private const long LargeExtent = 64 * 1024 * 1024;

    private readonly Channel<ObjectVersion> candidates = Channel.CreateUnbounded<ObjectVersion>(new() { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly ReaderPool readers;
    private readonly GroupCommit writer;
    private readonly ContentReader content;
    private readonly ContentStager stager;
    private readonly Task work;

    public Compactor(ReaderPool readers, GroupCommit writer, ContentReader content, ContentStager stager)
    {
        (this.readers, this.writer, this.content, this.stager) = (readers, writer, content, stager);
        work = Task.Run(CompactAllAsync);
    }

    public void Offer(ObjectVersion version) => candidates.Writer.TryWrite(version);

    public async ValueTask DisposeAsync()
    {
        candidates.Writer.TryComplete();
        await stopping.CancelAsync();
        await work;
        stopping.Dispose();
    }

    private async Task CompactAllAsync()
    {
        await foreach (var version in candidates.Reader.ReadAllAsync())
        {
            try
            {
                await CompactAsync(version, stopping.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The object stays as it is, whole and readable; its next append offers it again.
            }
        }
    }

    private async Task CompactAsync(ObjectVersion version, CancellationToken ct)
    {
        if (await readers.ReadAsync(sql => VersionTable.Extents(sql, version), ct) is not { } before)
            return;
        var staged = new List<EmbeddedStagedContent>();
        try
        {
            var after = new List<(List<Extent> Run, EmbeddedStagedContent? Copy)>();
            foreach (var run in Runs(before))
            {
                var copy = run.Count == 1 ? null : await CopyAsync(run, ct);
                if (copy is null && run.Count > 1)
                    return;
                if (copy is not null)
                    staged.Add(copy);
                after.Add((run, copy));
            }

            if (await writer.RunAsync(transaction => Replace(transaction, version, before, after), CancellationToken.None))
                staged.ForEach(s => s.MarkCommitted());
        }
        finally
        {
            foreach (var copy in staged)
                await copy.DisposeAsync();
        }
    }

    private async Task<EmbeddedStagedContent?> CopyAsync(List<Extent> run, CancellationToken ct)
    {
        await using var source = await content.TryOpenAsync(run, 0, run.Sum(e => e.Length), ct);
        return source is null ? null : (EmbeddedStagedContent)await stager.StageAsync(source, ct);
    }

    /// <summary>True when the version was still there and still made of the same extents.</summary>
    private static bool Replace(
        Transaction transaction, ObjectVersion version, Extent[] before, List<(List<Extent> Run, EmbeddedStagedContent? Copy)> after)
    {
        if (VersionTable.Extents(transaction.Sql, version) is not { } found || !found.AsSpan().SequenceEqual(before))
            return false;
        var extents = new List<Extent>(after.Count);
        foreach (var (run, copy) in after)
        {
            if (copy is null)
            {
                extents.Add(run[0]);
                continue;
            }

            extents.Add(new PieceRun(copy.Digest.Length) { Bytes = copy.Bytes, NewFile = copy.FileId }.Keep(transaction));
            ContentTable.Release(transaction, run);
        }

        VersionTable.ReplaceExtents(transaction, version, extents);
        return true;
    }

    private static List<List<Extent>> Runs(Extent[] extents)
    {
        var runs = new List<List<Extent>>();
        var length = LargeExtent;
        foreach (var extent in extents)
        {
            if (length >= LargeExtent || extent.Length >= LargeExtent)
            {
                runs.Add([]);
                length = 0;
            }

            runs[^1].Add(extent);
            length += extent.Length;
        }

        return runs;
    }
}

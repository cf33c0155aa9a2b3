using FcCreds.Storage.Embedded.Sqlite;

namespace FcCreds.Storage.Embedded;

/// <summary>
/// Pieces on their way to becoming extents. Small neighbours are joined while the index is open anyway: an object that grows by log
/// lines would otherwise soon be made of hundreds of bodies.
/// </summary>
internal static class PieceRuns
{
    /// <summary>Null when the source of a slice is gone. Writes nothing.</summary>
    public static List<PieceRun>? Assemble(Transaction transaction, IReadOnlyList<Piece> pieces, int inlineLimit)
    {
        var runs = new List<PieceRun>(pieces.Count);
        foreach (var piece in pieces)
        {
            if (piece is Piece.Staged { Content: EmbeddedStagedContent staged })
            {
                staged.ThrowIfCommitted();
                if (staged.Digest.Length > 0)
                    Add(transaction.Sql, runs, new PieceRun(staged.Digest.Length) { Bytes = staged.Bytes, NewFile = staged.FileId }, inlineLimit);
            }
            else if (piece is Piece.Slice slice)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(slice.Offset + slice.Length, slice.Source.Length);
                if (VersionTable.Extents(transaction.Sql, slice.Source) is not { } source)
                    return null;
                foreach (var extent in Extent.Cut(source, slice.Offset, slice.Length))
                    Add(transaction.Sql, runs, new PieceRun(extent.Length) { Kept = extent }, inlineLimit);
            }
            else
            {
                throw new ArgumentException("The piece was staged in another store.");
            }
        }

        return runs;
    }

    private static void Add(Sql sql, List<PieceRun> runs, PieceRun next, int inlineLimit)
    {
        if (runs is [.., { InFile: false } last] && !next.InFile && last.Length + next.Length <= inlineLimit)
            runs[^1] = new PieceRun(last.Length + next.Length) { Bytes = (byte[])[.. last.Read(sql).Span, .. next.Read(sql).Span] };
        else
            runs.Add(next);
    }
}

/// <summary>New bytes, a new file, or an extent that another version refers to already.</summary>
internal readonly record struct PieceRun(long Length)
{
    public ReadOnlyMemory<byte> Bytes { get; init; }

    public long? NewFile { get; init; }

    public Extent? Kept { get; init; }

    public bool InFile => NewFile is not null || Kept is { InFile: true };

    /// <summary>The bytes of a run that is not in a file. An extent of a version that is there has its body.</summary>
    public ReadOnlyMemory<byte> Read(Sql sql) => Kept is { } kept ? ContentTable.ReadBody(sql, kept)! : Bytes;

    public Extent Keep(Transaction transaction)
    {
        if (NewFile is { } file)
            return ContentTable.AddFile(transaction, file, Length);
        if (Kept is not { } kept)
            return ContentTable.AddBody(transaction, Bytes);
        ContentTable.Retain(transaction, kept);
        return kept;
    }
}

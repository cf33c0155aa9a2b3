namespace FcCreds.Storage.S3.Orphans;

/// <summary>One sweep: who lives at its beginning, and what is old enough.</summary>
internal sealed record Sweep(WriteOwner Owner, IReadOnlySet<string> Living, DateTimeOffset Before)
{
    /// <summary>What was removed.</summary>
    public List<Orphan> Removed { get; } = [];

    /// <summary>
    /// Whether nobody can need any more what a write made. This process knows that of its own writes; another one that lives sweeps its
    /// own; and one that has ended needs nothing, but gets time, for it may only have been stopped for a while.
    /// </summary>
    public bool IsOver(string writeId, DateTimeOffset madeAt)
    {
        if (Owner.Began(writeId)) return !Owner.IsHeld(writeId);
        return madeAt < Before && !Living.Contains(writeId[..Math.Min(writeId.Length, WriteOwner.IdLength)]);
    }
}

namespace FcCreds.Core.Journal;

/// <summary>The newest events, as many as fit by count and by weight. Used under the journal's lock.</summary>
internal sealed class JournalTail(int capacity, long capacityBytes)
{
    private readonly (JournalEvent? Event, long Weight)[] ring = new (JournalEvent?, long)[capacity];

    /// <summary>The newest event's position.</summary>
    public long Newest { get; private set; }

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes, about.</summary>
    public long Weight { get; private set; }

    public void Add(JournalEvent told)
    {
        // After a drop on disk the numbers read back have a hole: the tail then starts behind it.
        if (told.Sequence != Newest + 1) while (Count > 0) Forget();
        if (Count == ring.Length) Forget();
        Newest = told.Sequence;
        Count++;
        var weight = JournalWeight.Of(told);
        Weight += weight;
        ring[Newest % ring.Length] = (told, weight);
        while (Weight > capacityBytes && Count > 1) Forget();
    }

    public JournalPage Read(JournalQuery query)
    {
        // Sequences have no holes, so the place of one in the ring follows from its number.
        var found = new List<JournalEvent>();
        var oldest = Newest - Count;
        var position = Math.Max(oldest, query.AfterSequence);
        while (position < Newest && found.Count < query.Limit)
        {
            position++;
            if (ring[position % ring.Length].Event is { } one && query.Matches(one)) found.Add(one);
        }
        return new(found, Math.Max(0, oldest - query.AfterSequence), position);
    }

    private void Forget()
    {
        ref var oldest = ref ring[(Newest - Count + 1) % ring.Length];
        Weight -= oldest.Weight;
        oldest = default;
        Count--;
    }
}

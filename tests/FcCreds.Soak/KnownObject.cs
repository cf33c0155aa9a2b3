namespace FcCreds.Soak;

/// <summary>An object as it may be: one way when all that was done to it was acknowledged, several when something was not.</summary>
internal sealed class KnownObject(string key)
{
    // A request whose connection broke may still be on its way; until then nobody writes to the key, as nobody could tell who was last.
    private const int QuietOperations = 40;

    private int quietUntil;

    public string Key => key;

    public List<ObjectState> Possible { get; private set; } = [ObjectState.Absent];

    public bool IsCertain => Possible.Count == 1;

    public ObjectState? Certain => IsCertain ? Possible[0] : null;

    public bool IsQuiet(int operation) => operation < quietUntil;

    /// <summary>Takes over that it became one of these.</summary>
    public void TakeAny(SoakReply reply, int operation, IReadOnlyList<ObjectState> written)
    {
        if (reply.IsDone) Possible = [.. written];
        else if (reply.IsUnknown) Possible = [.. Possible.Union(written)];
        quietUntil = operation + QuietOperations;
    }

    /// <summary>Takes over what a write may have done.</summary>
    public void Take(SoakReply reply, int operation, Func<ObjectState, ObjectState> write, bool mayHaveHappened = false)
    {
        var after = Possible.Select(write).Distinct().ToList();
        if (reply.IsDone) Possible = after;
        else if (reply.IsUnknown || mayHaveHappened) Possible = [.. Possible.Union(after)];
        if (reply.Attempts > 1 || !reply.IsDone) quietUntil = operation + QuietOperations;
    }
}

/// <param name="Content">Null where there is no object.</param>
/// <param name="Tag">Value of its one tag; empty for none.</param>
internal sealed record ObjectState(byte[]? Content, string Tag)
{
    public static ObjectState Absent { get; } = new(null, "");

    // Contents are random and never changed: those that are equal are one.
    public bool Equals(ObjectState? other) => other is not null && ReferenceEquals(Content, other.Content) && Tag == other.Tag;

    public override int GetHashCode() => HashCode.Combine(Content?.Length, Tag);
}

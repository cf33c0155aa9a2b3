namespace FcCreds.Core.Policy;

/// <summary>A grammar mistake and where it stands, such as <c>Statement[2].Effect</c> (statements count from 1).</summary>
internal sealed record PolicyMistake(string Position, string Message)
{
    public override string ToString() => Position.Length == 0 ? Message : $"{Position}: {Message}";
}

/// <summary>A parsed document, or every mistake that keeps it from being one.</summary>
internal sealed record PolicyParse(PolicyDocument? Document, IReadOnlyList<PolicyMistake> Mistakes)
{
    public bool IsValid => Document is not null;

    /// <summary>All mistakes on one line, for errors that carry one message.</summary>
    public override string ToString() => string.Join("; ", Mistakes);
}

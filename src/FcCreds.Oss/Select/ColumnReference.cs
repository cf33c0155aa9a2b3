namespace FcCreds.Oss.Select;

/// <summary>One step of a JSON path: a key, an element, or every element.</summary>
internal readonly record struct PathStep(string? Name, int Index = 0, bool IsEvery = false);

/// <summary>A column that a statement names. Where it is in the records is found out when they are opened.</summary>
internal sealed class ColumnReference(string text, IReadOnlyList<PathStep> steps)
{
    /// <summary>As it stands in the statement.</summary>
    public string Text { get; } = text;

    /// <summary>Without the name of the table; none for the whole record.</summary>
    public IReadOnlyList<PathStep> Steps { get; set; } = steps;

    /// <summary>Of a CSV record, from 0.</summary>
    public int Field { get; set; } = -1;

    /// <summary>What it is cast to, which must be the same everywhere.</summary>
    public string? CastTo { get; set; }

    /// <summary>The key under which JSON output shows it: that of the record, unless it is an element of an array.</summary>
    public string? Key => Steps.Count > 0 ? Steps[^1].Name : null;
}

using System.Text;

namespace FcCreds.Oss.Select;

/// <summary>How the records of an object are told apart.</summary>
internal abstract record SelectFormat
{
    public bool IsGzip { get; init; }
}

internal enum HeaderUse
{
    /// <summary>The first line is a record.</summary>
    None,

    /// <summary>The first line names the columns.</summary>
    Use,

    /// <summary>The first line is passed over.</summary>
    Ignore,
}

internal sealed record CsvFormat : SelectFormat
{
    /// <summary>One or two bytes.</summary>
    public string RecordDelimiter { get; init; } = "\n";

    public char FieldDelimiter { get; init; } = ',';

    public char Quote { get; init; } = '"';

    public char? Comment { get; init; }

    public HeaderUse Header { get; init; }

    public bool AllowQuotedRecordDelimiter { get; init; } = true;

    public byte[] RecordEnd => Encoding.Latin1.GetBytes(RecordDelimiter);

    /// <summary>Lines begin and end where they do by these.</summary>
    public override string ToString() => $"csv {(int)RecordDelimiter[0]} {(RecordDelimiter.Length > 1 ? RecordDelimiter[1] : 0)} {(int)FieldDelimiter} {(int)Quote}";
}

internal sealed record JsonFormat : SelectFormat
{
    /// <summary>One value, which may be large; otherwise values one after the other.</summary>
    public bool IsDocument { get; init; }

    public bool ParseNumberAsString { get; init; }

    public override string ToString() => "json";
}

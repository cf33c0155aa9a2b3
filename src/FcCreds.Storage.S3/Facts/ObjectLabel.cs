using System.Buffers;

namespace FcCreds.Storage.S3.Facts;

/// <summary>
/// What FcCreds writes into an object's user metadata: an id for the write, by which its facts record is known, and the whole
/// description where it is known in time and fits.
/// </summary>
internal sealed record ObjectLabel(string WriteId, ObjectDescription? Description)
{
    /// <summary><c>x-amz-meta-fccreds</c>.</summary>
    public const string MetadataName = "fccreds";

    // S3 allows 2 KB of user metadata, names included.
    private const int MaxLength = 1900;
    // Of the process that wrote it, and of the write among the process' own.
    private const int IdLength = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>With the description if it fits.</summary>
    public static ObjectLabel For(string writeId, ObjectDescription description)
    {
        var whole = new ObjectLabel(writeId, description);
        return whole.Write().Length <= MaxLength ? whole : new(writeId, null);
    }

    public string Write() => Description is null ? WriteId : $"{WriteId}.{Convert.ToBase64String(DescriptionDocument.Write(Description))}";

    /// <summary>Null for what FcCreds did not write.</summary>
    public static ObjectLabel? Read(string? metadata)
    {
        if (metadata is null) return null;
        var (id, rest) = metadata.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (metadata[..dot], metadata[(dot + 1)..]) : (metadata, null);
        if (id.Length != IdLength || id.AsSpan().ContainsAnyExcept(HexDigits)) return null;
        if (rest is null) return new(id, null);
        var json = new byte[rest.Length];
        return Convert.TryFromBase64String(rest, json, out var count) && DescriptionDocument.Read(json.AsSpan(0, count)) is { } description
            ? new(id, description)
            : null;
    }
}

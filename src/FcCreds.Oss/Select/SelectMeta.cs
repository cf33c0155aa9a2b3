using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Select;

/// <summary>What CreateSelectObjectMeta found out about an object; a Range needs it.</summary>
/// <param name="ETag">Of the content that was counted.</param>
/// <param name="Format">How it was read; a Range must read it alike.</param>
internal sealed record SelectMeta(string ETag, string Format, long Rows, int Splits, int Columns)
{
    /// <summary>Bytes. The cloud does not say how it splits, only that splits are about equal.</summary>
    public const long SplitSize = 4 * 1024 * 1024;

    /// <summary>Null when there is none of this content in this format.</summary>
    public static SelectMeta? Of(ObjectVersion content, SelectFormat format)
        => ObjectFacts.Of(content).SelectMeta is { } meta && meta.ETag == content.Description.ETag && meta.Format == format.ToString() ? meta : null;
}

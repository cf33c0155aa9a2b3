using System.Text;

namespace FcCreds.Storage;

/// <summary>The order of listings: by UTF-8 bytes, which for text is by code points. UTF-16 would put surrogates before U+E000.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length) return left.Length.CompareTo(right.Length);
        // The difference may lie inside a surrogate pair.
        if (same > 0 && char.IsHighSurrogate(left[same - 1])) same--;
        Rune.DecodeFromUtf16(left[same..], out var first, out _);
        Rune.DecodeFromUtf16(right[same..], out var second, out _);
        return first.CompareTo(second);
    }
}

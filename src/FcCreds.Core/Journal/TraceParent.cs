using System.Buffers;
using FcCreds.Core.Http;

namespace FcCreds.Core.Journal;

/// <summary>W3C Trace Context's <c>traceparent</c>: which trace a request belongs to, as its sender says.</summary>
internal static class TraceParent
{
    private const int Length = 55;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary><c>00-{32 hex}-{16 hex}-{2 hex}</c>; null for none, and for what is not of that form.</summary>
    public static string? Of(WireRequest request) => request.Header("traceparent") is { Length: Length } given && IsOne(given) ? given : null;

    private static bool IsOne(ReadOnlySpan<char> given)
        => given is ['0', '0', '-', ..] && given[35] == '-' && given[52] == '-' && IsId(given[3..35]) && IsId(given[36..52]) && IsHex(given[53..]);

    private static bool IsId(ReadOnlySpan<char> id) => IsHex(id) && id.ContainsAnyExcept('0');

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);
}

using System.Globalization;

namespace FcCreds.Fc.Api;

/// <summary>Pages of a list; <c>nextToken</c> is the name of the page's last entry.</summary>
internal static class Paging
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <param name="call">Whose query has <c>limit</c>, <c>nextToken</c> and <c>prefix</c>.</param>
    /// <param name="entries">In the order of their names.</param>
    /// <param name="name">What names an entry.</param>
    public static (IReadOnlyList<T> Page, string? NextToken) Of<T>(FcCall call, IEnumerable<T> entries, Func<T, string> name)
    {
        var prefix = call.Request.QueryValue("prefix") ?? "";
        return Of(call, entries.Where(entry => name(entry).StartsWith(prefix, StringComparison.Ordinal)), name, (entry, token) => string.CompareOrdinal(entry, token) > 0);
    }

    /// <param name="call">Whose query has <c>limit</c> and <c>nextToken</c>.</param>
    /// <param name="entries">In their order.</param>
    /// <param name="name">What names an entry.</param>
    /// <param name="isAfter">Whether an entry comes after the one that a token names, which may be gone.</param>
    public static (IReadOnlyList<T> Page, string? NextToken) Of<T>(FcCall call, IEnumerable<T> entries, Func<T, string> name, Func<string, string, bool> isAfter)
    {
        var limit = Limit(call.Request.QueryValue("limit") ?? call.Request.QueryValue("Limit"));
        var token = call.Request.QueryValue("nextToken") ?? call.Request.QueryValue("NextToken");
        var found = entries.Where(entry => string.IsNullOrEmpty(token) || isAfter(name(entry), token)).Take(limit + 1).ToArray();
        return found.Length > limit ? (found[..limit], name(found[limit - 1])) : (found, null);
    }

    private static int Limit(string? text)
    {
        if (string.IsNullOrEmpty(text)) return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw FcErrors.InvalidArgument.Saying($"limit '{text}' is invalid, it must be 1 to {MaxLimit}");
    }
}

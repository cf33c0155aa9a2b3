namespace FcCreds.Core.Http;

/// <summary>
/// A request target as it stood in the request line, taken apart without normalising anything: <c>..</c>, <c>//</c> and <c>%2F</c>
/// are ordinary parts of object keys.
/// </summary>
/// <param name="Scheme">Of an absolute-form target, in lower case; null otherwise.</param>
/// <param name="Authority">Of an absolute-form target; null otherwise.</param>
/// <param name="RawPath">Percent-encoded, starting with <c>/</c>.</param>
/// <param name="Query">Decoded parameters in the order received.</param>
internal sealed record RequestTarget(string? Scheme, string? Authority, string RawPath, IReadOnlyList<QueryParameter> Query)
{
    public static RequestTarget Parse(string rawTarget)
    {
        string? scheme = null, authority = null;
        var rest = rawTarget;
        var colon = rawTarget.IndexOf("://", StringComparison.Ordinal);
        if (colon > 0 && !rawTarget.StartsWith('/') && rawTarget.AsSpan(0, colon).IndexOfAny("/?") < 0)
        {
            scheme = rawTarget[..colon].ToLowerInvariant();
            rest = rawTarget[(colon + 3)..];
            var end = rest.AsSpan().IndexOfAny("/?");
            authority = end < 0 ? rest : rest[..end];
            rest = end < 0 ? "/" : rest[end..];
        }
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? rest : rest[..question];
        var query = question < 0 ? [] : ParseQuery(rest.AsSpan(question + 1));
        return new(scheme, authority, path.StartsWith('/') ? path : "/" + path, query);
    }

    /// <summary>Fields of an <c>application/x-www-form-urlencoded</c> body, where <c>+</c> is a space.</summary>
    public static IReadOnlyList<QueryParameter> ParseForm(string body) => ParseQuery(body.Replace('+', ' '));

    private static List<QueryParameter> ParseQuery(ReadOnlySpan<char> query)
    {
        var parameters = new List<QueryParameter>();
        foreach (var range in query.Split('&'))
        {
            var part = query[range];
            if (part.IsEmpty) continue;
            var equals = part.IndexOf('=');
            parameters.Add(equals < 0
                ? new(Decode(part), null)
                : new(Decode(part[..equals]), Decode(part[(equals + 1)..])));
        }
        return parameters;
    }

    // A broken triplet in a query is kept as it is: it can then match no known name and no signature.
    private static string Decode(ReadOnlySpan<char> text) => PercentEncoding.TryDecode(text, out var decoded) ? decoded : text.ToString();
}

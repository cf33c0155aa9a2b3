using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>The canonical forms that the OSS signature versions share.</summary>
internal static class OssCanonical
{
    /// <summary><c>/</c>, <c>/bucket/</c> or <c>/bucket/key</c>: the same for every addressing style.</summary>
    public static string Resource(string? bucket, string? key) => string.IsNullOrEmpty(bucket) ? "/" : $"/{bucket}/{key}";

    /// <summary>Lower-cased name, values joined by a comma and trimmed, sorted by name; one <c>name:value\n</c> each.</summary>
    public static void AppendHeaders(StringBuilder text, WireRequest request, Func<string, bool> isSigned)
    {
        var signed = new List<HeaderField>(8);
        foreach (var field in request.Headers)
        {
            var name = field.Name.ToLowerInvariant();
            if (isSigned(name)) signed.Add(new(name, field.Value));
        }
        // Stable for equal names, whose values keep the order in which they came: an insertion sort of a handful.
        for (var i = 1; i < signed.Count; i++)
        {
            var field = signed[i];
            var at = i;
            for (; at > 0 && string.CompareOrdinal(signed[at - 1].Name, field.Name) > 0; at--) signed[at] = signed[at - 1];
            signed[at] = field;
        }
        for (var i = 0; i < signed.Count; i++)
        {
            text.Append(signed[i].Name).Append(':').Append(signed[i].Value.AsSpan().Trim());
            for (; i + 1 < signed.Count && signed[i + 1].Name == signed[i].Name; i++) text.Append(',').Append(signed[i + 1].Value.AsSpan().Trim());
            text.Append('\n');
        }
    }

    /// <summary>All parameters but the excluded ones, both sides encoded, sorted by encoded name; bare name when the value is empty.</summary>
    public static string Query(IReadOnlyList<QueryParameter> query, string excluded)
    {
        if (query.Count == 0) return "";
        var encoded = query
            .Where(p => p.Name != excluded)
            .Select(p => (Name: PercentEncoding.Encode(p.Name), Value: PercentEncoding.Encode(p.Value ?? "")))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal);
        return string.Join('&', encoded.Select(p => p.Value.Length == 0 ? p.Name : $"{p.Name}={p.Value}"));
    }
}

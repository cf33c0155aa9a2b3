using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>The canonical forms that the OSS signature versions share.</summary>
internal static class OssCanonical
{
    /// <summary><c>/</c>, <c>/bucket/</c> or <c>/bucket/key</c>: the same for every addressing style.</summary>
    public static string Resource(string? bucket, string? key) => bucket is null ? "/" : $"/{bucket}/{key}";

    /// <summary>Lower-cased name, values joined by a comma and trimmed, sorted by name; one <c>name:value\n</c> each.</summary>
    public static void AppendHeaders(StringBuilder text, WireRequest request, Func<string, bool> isSigned)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in request.Headers)
        {
            var name = field.Name.ToLowerInvariant();
            if (!isSigned(name)) continue;
            var value = field.Value.Trim();
            signed[name] = signed.TryGetValue(name, out var earlier) ? $"{earlier},{value}" : value;
        }
        foreach (var (name, value) in signed) text.Append(name).Append(':').Append(value).Append('\n');
    }

    /// <summary>All parameters but the excluded ones, both sides encoded, sorted by encoded name; bare name when the value is empty.</summary>
    public static string Query(IReadOnlyList<QueryParameter> query, string excluded)
    {
        var encoded = query
            .Where(p => p.Name != excluded)
            .Select(p => (Name: PercentEncoding.Encode(p.Name), Value: PercentEncoding.Encode(p.Value ?? "")))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal);
        return string.Join('&', encoded.Select(p => p.Value.Length == 0 ? p.Name : $"{p.Name}={p.Value}"));
    }
}

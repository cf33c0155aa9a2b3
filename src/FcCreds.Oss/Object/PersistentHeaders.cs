using System.Buffers;
using System.Text;

namespace FcCreds.Oss.Object;

/// <summary><c>x-oss-persistent-headers: name:base64,…</c>: headers that every read of the object answers with.</summary>
internal static class PersistentHeaders
{
    public const string Header = "x-oss-persistent-headers";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Headers that are the server's own to say.</summary>
    private static readonly string[] Reserved =
        ["Connection", "Content-Length", "Content-Range", "Date", "ETag", "Keep-Alive", "Last-Modified", "Server", "Trailer", "Transfer-Encoding", "Upgrade"];

    public static Dictionary<string, string>? Read(OssCall call)
    {
        if (call.Header(Header) is not { Length: > 0 } text) return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var colon = one.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || Decode(one[(colon + 1)..]) is not { } value || !IsFree(one[..colon]))
                throw OssErrors.BadArgument("The persistent headers are not a list of name:base64.", Header, text);
            headers[one[..colon]] = value;
        }
        return headers;
    }

    private static bool IsFree(string name) => !name.AsSpan().ContainsAnyExcept(NameCharacters)
        && !name.StartsWith("x-oss-", StringComparison.OrdinalIgnoreCase)
        && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for what is no Base64 or would end the header and start another one.</summary>
    private static string? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.Trim(), bytes, out var count)) return null;
        var value = Encoding.UTF8.GetString(bytes, 0, count);
        return value.AsSpan().ContainsAnyInRange('\0', '\x1F') ? null : value;
    }
}

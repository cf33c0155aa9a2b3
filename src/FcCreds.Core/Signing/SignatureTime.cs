using System.Globalization;

namespace FcCreds.Core.Signing;

/// <summary>The spellings of time in signed requests.</summary>
internal static class SignatureTime
{
    /// <summary><c>20261122T070000Z</c>, of V4 and of some V1 clients' x-oss-date.</summary>
    public const string IsoBasic = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary><c>2026-11-22T07:00:00Z</c>, of the OpenAPI signatures.</summary>
    public const string IsoExtended = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly string[] OssFormats = ["r", IsoBasic];

    /// <summary>With milliseconds too: the STS client of ali-oss 6.23 sends them, and so does the Node.js sample of HTTP triggers.</summary>
    private static readonly string[] OpenApiFormats = [IsoExtended, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"];

    public static string Format(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>RFC 1123 or ISO basic: OSS takes both in V1.</summary>
    public static DateTimeOffset? ParseOss(string text) => Parse(text, OssFormats);

    public static DateTimeOffset? ParseOpenApi(string text) => Parse(text, OpenApiFormats);

    public static DateTimeOffset? ParseExact(string text, string format) => Parse(text, [format]);

    private static DateTimeOffset? Parse(string text, string[] formats)
        => DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}

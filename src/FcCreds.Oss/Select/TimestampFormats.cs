using System.Globalization;
using System.Text;

namespace FcCreds.Oss.Select;

/// <summary>The texts that <c>cast(… as timestamp)</c> understands ("SelectObject", supported time formats).</summary>
internal static class TimestampFormats
{
    private static readonly string[] Formats =
    [
        "yyyyMMdd", "yyyy/MM/dd", "dd/MM/yyyy", "yyyy-MM-dd", "dd-MM-yy", "dd.MM.yy", "HH:mm:ss.fff", "HH:mm:ss", "HH mm ss fff", "HH.mm.ss.fff", "HHmm",
        "HHmmssfff", "yyyyMMdd HH:mm:ss.fff", "yyyy/MM/dd HH:mm:ss.fff", "dd/MM/yyyy HH:mm:ss.fff", "yyyyMMdd HH:mm:ss", "yyyy/MM/dd HH:mm:ss",
        "dd/MM/yyyy HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff", "dd-MM-yyyy HH:mm:ss.fff", "yyyy-MM-dd HH:mm:ss", "yyyyMMdd'T'HH:mm:ss",
        "yyyyMMdd'T'HH:mm:ss.fff", "dd-MM-yyyy'T'HH:mm:ss.fff", "dd-MM-yyyy'T'HH:mm:ss", "yyyyMMdd'T'HHmm", "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmmssfff",
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
        "dd/MMM/yyyy:HH:mm:ss zzz", "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "d/M/yy", "d/M/yy H:m", "d/M/yy H:m:s",
    ];

    /// <summary>Times in one form, whose order is that of the times; null when the text is none.</summary>
    public static string? Read(string text, string? format)
    {
        var formats = format is null ? Formats : [Net(format)];
        return DateTimeOffset.TryParseExact(text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>A format given in the statement, if it is one of letters that mean something.</summary>
    public static string Checked(string format)
        => format.Length is > 0 and <= 40 && format.All(one => "YMDHSmsT ./:-".Contains(one, StringComparison.Ordinal))
            ? format
            : throw OssErrors.SqlNotSupportedTimestampFormat.With(("Format", format));

    /// <summary>OSS writes months and minutes alike; after an hour they are minutes.</summary>
    private static string Net(string format)
    {
        var net = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (string.CompareOrdinal(format, at, "mss", 0, 3) == 0 || (string.CompareOrdinal(format, at, "MSS", 0, 3) == 0 && format.IndexOf("SS", StringComparison.Ordinal) < at))
            {
                net.Append("fff");
                at += 2;
                continue;
            }
            net.Append(format[at] switch
            {
                'Y' => "y",
                'D' => "d",
                'S' => "s",
                'T' => "'T'",
                'M' when format.AsSpan(0, at).Contains('H') => "m",
                var other => other.ToString(),
            });
        }
        return net.ToString();
    }
}

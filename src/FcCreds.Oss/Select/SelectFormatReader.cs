using System.Text;
using System.Xml.Linq;
using FcCreds.Core.Errors;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Select;

/// <summary>Reads InputSerialization, and the small elements that it shares with the rest of the request.</summary>
internal static class SelectFormatReader
{
    public static SelectFormat Read(XElement? input, bool isJson)
    {
        var isGzip = Text(input, "CompressionType") is { } type
            && (type.Equals("GZIP", StringComparison.OrdinalIgnoreCase)
                || (!type.Equals("None", StringComparison.OrdinalIgnoreCase) ? throw OssErrors.UnsupportedCompressionFormat.With(("CompressionType", type)) : false));
        return isJson ? Json(input?.Element("JSON")) with { IsGzip = isGzip } : Csv(input?.Element("CSV")) with { IsGzip = isGzip };
    }

    public static string? Text(XElement? parent, string name) => parent is null ? null : Expect.Text(parent, name);

    /// <summary>SDKs write True as well as true; anything else is false.</summary>
    public static bool Truth(XElement? parent, string name) => "true".Equals(Text(parent, name), StringComparison.OrdinalIgnoreCase);

    /// <summary>Characters of one byte each, in Base64; null when there are none, which the Go SDK says with an empty element.</summary>
    public static string? Characters(XElement? parent, string name, int most, ServiceError wrong)
    {
        if (Text(parent, name) is not { } text) return null;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length > most) throw wrong.Saying($"Invalid {name} parameter:{text}");
        return length == 0 ? null : Encoding.Latin1.GetString(bytes, 0, length);
    }

    private static CsvFormat Csv(XElement? csv)
    {
        var standard = new CsvFormat();
        return new()
        {
            RecordDelimiter = Characters(csv, "RecordDelimiter", 2, OssErrors.InvalidInputRecordDelimiter) ?? standard.RecordDelimiter,
            FieldDelimiter = Characters(csv, "FieldDelimiter", 1, OssErrors.InvalidInputFieldDelimiter)?[0] ?? standard.FieldDelimiter,
            Quote = Characters(csv, "QuoteCharacter", 1, OssErrors.InvalidInputQuote)?[0] ?? standard.Quote,
            Comment = Characters(csv, "CommentCharacter", 1, OssErrors.InvalidCommentCharacter)?[0],
            Header = Header(Text(csv, "FileHeaderInfo")),
            AllowQuotedRecordDelimiter = Text(csv, "AllowQuotedRecordDelimiter") is null || Truth(csv, "AllowQuotedRecordDelimiter"),
        };
    }

    private static HeaderUse Header(string? text) => text?.ToUpperInvariant() switch
    {
        null or "NONE" => HeaderUse.None,
        "USE" => HeaderUse.Use,
        "IGNORE" => HeaderUse.Ignore,
        _ => throw OssXml.Malformed("FileHeaderInfo is one of None, Use, Ignore."),
    };

    private static JsonFormat Json(XElement? json) => new()
    {
        IsDocument = Text(json, "Type")?.ToUpperInvariant() switch
        {
            "DOCUMENT" => true,
            "LINES" => false,
            _ => throw OssXml.Malformed("The Type of JSON is one of DOCUMENT, LINES."),
        },
        ParseNumberAsString = Truth(json, "ParseJsonNumberAsString"),
    };
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FcCreds.Oss.Settings;

namespace FcCreds.Oss.Select;

/// <summary>How CSV is written.</summary>
internal sealed record CsvOutput(string RecordDelimiter, char FieldDelimiter, bool KeepAllColumns);

/// <summary>The body of SelectObject.</summary>
internal sealed record SelectRequest
{
    private const int MaxBody = 64 * 1024;
    private const int MaxSql = 16 * 1024;

    public required SelectStatement Statement { get; init; }

    public required SelectFormat Format { get; init; }

    public required SelectRange? Range { get; init; }

    public required CsvOutput Output { get; init; }

    public required bool OutputRawData { get; init; }

    public required bool EnablePayloadCrc { get; init; }

    public required bool OutputHeader { get; init; }

    public required bool SkipPartialDataRecord { get; init; }

    public required long MaxSkippedRecordsAllowed { get; init; }

    public static async ValueTask<SelectRequest> ReadAsync(OssCall call, bool isJson, CancellationToken ct)
    {
        var root = await OssXml.ReadAsync(call, "SelectRequest", MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        // The Go SDK sends both, the one that it does not mean empty.
        var (input, output, options) = (root.Element("InputSerialization"), root.Element("OutputSerialization"), root.Element("Options"));
        var format = SelectFormatReader.Read(input, isJson);
        var read = new SelectRequest
        {
            Statement = SelectStatement.Parse(Sql(root)),
            Format = format,
            Range = SelectRange.Read(SelectFormatReader.Text(input?.Element(isJson ? "JSON" : "CSV"), "Range")),
            Output = ReadOutput(output, format),
            OutputRawData = SelectFormatReader.Truth(output, "OutputRawData"),
            EnablePayloadCrc = SelectFormatReader.Truth(output, "EnablePayloadCrc"),
            OutputHeader = SelectFormatReader.Truth(output, "OutputHeader"),
            SkipPartialDataRecord = SelectFormatReader.Truth(options, "SkipPartialDataRecord"),
            MaxSkippedRecordsAllowed = MaxSkipped(options),
        };
        read.Check(isJson);
        return read;
    }

    private void Check(bool isJson)
    {
        if (OutputRawData && EnablePayloadCrc) throw OssErrors.InvalidOSSSelectParameters.Saying("EnablePayloadCrc and OutputRawData cannot both be true.");
        if (!isJson && Statement.Root.Count > 0) throw OssErrors.TableRootNodeOnlySupportInJson.With();
        if (Format is JsonFormat { IsDocument: true } && Range is not null) throw OssErrors.InvalidSelectRange.Saying("A JSON document has no ranges.");
        if (!Output.KeepAllColumns || isJson) return;
        if (Statement.IsAggregate) throw OssErrors.SqlInvalidKeepAllColumnsWithAggregation.With();
        if (Statement.Items.Any(item => item.Column is null)) throw OssErrors.InvalidOSSSelectParameters.Saying("KeepAllColumns goes with columns only.");
        if (Statement.Items.GroupBy(item => item.Column).Any(same => same.Count() > 1)) throw OssErrors.SqlInvalidKeepAllColumnsWithDuplicateColumn.With();
    }

    private static string Sql(XElement root)
    {
        var encoded = Expect.Text(root, "Expression") ?? throw OssErrors.InvalidSqlParameter.With();
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) && length is > 0 and <= MaxSql
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw OssErrors.InvalidSqlParameter.With();
    }

    /// <summary>What is not said is as in the input (test of the official C# SDK with other delimiters).</summary>
    private static CsvOutput ReadOutput(XElement? output, SelectFormat format)
    {
        var csv = format as CsvFormat;
        var written = output?.Element(csv is null ? "JSON" : "CSV");
        return new(
            SelectFormatReader.Characters(written, "RecordDelimiter", 2, OssErrors.InvalidOutputRecordDelimiter) ?? csv?.RecordDelimiter ?? "\n",
            SelectFormatReader.Characters(written, "FieldDelimiter", 1, OssErrors.InvalidOutputFieldDelimiter)?[0] ?? csv?.FieldDelimiter ?? ',',
            SelectFormatReader.Truth(output, "KeepAllColumns"));
    }

    private static long MaxSkipped(XElement? options)
        => SelectFormatReader.Text(options, "MaxSkippedRecordsAllowed") is not { } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most
        : throw OssErrors.InvalidMaxSkippedRecordsAllowed.With();
}

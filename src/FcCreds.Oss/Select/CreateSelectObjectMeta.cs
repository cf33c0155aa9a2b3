using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Select;

/// <summary>"CreateSelectObjectMeta" of a CSV object: counts its lines, columns and splits.</summary>
internal sealed class CreateSelectObjectMeta : IOperation<CreateSelectObjectMeta>
{
    public required SelectCount Count { get; init; }

    public static async ValueTask<CreateSelectObjectMeta> ReadAsync(OssCall call, CancellationToken ct) => new() { Count = await SelectCount.ReadAsync(call, isJson: false, ct) };

    public static IEnumerable<Demand> Demands(CreateSelectObjectMeta input, OssCall call) => input.Count.Look.Demands(call);

    public static ValueTask<OssReply> RunAsync(CreateSelectObjectMeta input, OssCall call, CancellationToken ct) => input.Count.RunAsync(call, ct);
}

/// <summary>"CreateSelectObjectMeta" of a JSON object of LINES.</summary>
internal sealed class CreateSelectJsonObjectMeta : IOperation<CreateSelectJsonObjectMeta>
{
    public required SelectCount Count { get; init; }

    public static async ValueTask<CreateSelectJsonObjectMeta> ReadAsync(OssCall call, CancellationToken ct)
        => new() { Count = await SelectCount.ReadAsync(call, isJson: true, ct) };

    public static IEnumerable<Demand> Demands(CreateSelectJsonObjectMeta input, OssCall call) => input.Count.Look.Demands(call);

    public static ValueTask<OssReply> RunAsync(CreateSelectJsonObjectMeta input, OssCall call, CancellationToken ct) => input.Count.RunAsync(call, ct);
}

/// <summary>What both kinds of CreateSelectObjectMeta do. The meta becomes a fact of the object's version.</summary>
internal sealed record SelectCount(ObjectLook Look, SelectFormat Format, bool OverwriteIfExists)
{
    private const int MaxBody = 16 * 1024;

    public static async ValueTask<SelectCount> ReadAsync(OssCall call, bool isJson, CancellationToken ct)
    {
        var look = await ObjectLook.TakeAsync(call, ct);
        var rootName = isJson ? "JsonMetaRequest" : "CsvMetaRequest";
        var root = await OssXml.ReadAsync(call, rootName, MaxBody, ct) ?? new XElement(rootName);
        var format = SelectFormatReader.Read(root.Element("InputSerialization"), isJson);
        if (format.IsGzip) throw OssErrors.UnsupportedCompressionFormat.Saying("There is no select meta of a compressed object.");
        if (format is JsonFormat { IsDocument: true }) throw OssXml.Malformed("There is select meta of JSON LINES only.");
        return new(look, format, SelectFormatReader.Truth(root, "OverwriteIfExists"));
    }

    public ValueTask<OssReply> RunAsync(OssCall call, CancellationToken ct) => Look.ReadAsync(call, found => AnswerAsync(call, found.Content, ct), ct);

    private async ValueTask<OssReply> AnswerAsync(OssCall call, ObjectVersion content, CancellationToken ct)
    {
        StorageClass.CheckReadable(call, content);
        var meta = OverwriteIfExists ? null : SelectMeta.Of(content, Format);
        if (meta is null) await KeepAsync(call, content, meta = await CountAsync(call, content, ct), ct);
        return new OssReply(200) { Content = SelectFrame.MetaEnd(content.Length, meta, Format is CsvFormat) }.With("Content-Type", "application/octet-stream");
    }

    private async ValueTask<SelectMeta> CountAsync(OssCall call, ObjectVersion content, CancellationToken ct)
    {
        await using var records = await OpenAsync(call, content, ct);
        var columns = 0;
        while (await records.ReadAsync(ct)) columns = columns == 0 && records is CsvRecords csv ? csv.Count : columns;
        var splits = (int)Math.Max(1, (content.Length + SelectMeta.SplitSize - 1) / SelectMeta.SplitSize);
        return new(content.Description.ETag, Format.ToString()!, records.Lines, splits, columns);
    }

    private async ValueTask<RecordSource> OpenAsync(OssCall call, ObjectVersion content, CancellationToken ct)
    {
        var window = await SelectedContent.WindowAsync(call, content, Format, ct);
        return Format is CsvFormat csv ? new CsvRecords(window, RecordRange.All, csv) : new JsonRecords(window, RecordRange.All, (JsonFormat)Format, []);
    }

    /// <summary>On what others have made of the facts meanwhile; a version that is gone needs no meta.</summary>
    private static async ValueTask KeepAsync(OssCall call, ObjectVersion content, SelectMeta meta, CancellationToken ct)
    {
        ObjectVersion? version = content;
        while (version is not null && !await call.Store.ReplaceFactsAsync(version, (ObjectFacts.Of(version) with { SelectMeta = meta }).Write(), ct))
            version = await call.Store.FindAsync(content.Name, content.VersionId, ct);
    }
}

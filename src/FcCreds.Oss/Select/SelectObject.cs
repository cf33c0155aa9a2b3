using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Select;

/// <summary>"SelectObject" of a CSV object.</summary>
internal sealed class SelectObject : IOperation<SelectObject>
{
    public required SelectQuery Query { get; init; }

    public static async ValueTask<SelectObject> ReadAsync(OssCall call, CancellationToken ct) => new() { Query = await SelectQuery.ReadAsync(call, isJson: false, ct) };

    public static IEnumerable<Demand> Demands(SelectObject input, OssCall call) => input.Query.Look.Demands(call);

    public static ValueTask<OssReply> RunAsync(SelectObject input, OssCall call, CancellationToken ct) => input.Query.RunAsync(call, ct);
}

/// <summary>"SelectObject" of a JSON object.</summary>
internal sealed class SelectJsonObject : IOperation<SelectJsonObject>
{
    public required SelectQuery Query { get; init; }

    public static async ValueTask<SelectJsonObject> ReadAsync(OssCall call, CancellationToken ct) => new() { Query = await SelectQuery.ReadAsync(call, isJson: true, ct) };

    public static IEnumerable<Demand> Demands(SelectJsonObject input, OssCall call) => input.Query.Look.Demands(call);

    public static ValueTask<OssReply> RunAsync(SelectJsonObject input, OssCall call, CancellationToken ct) => input.Query.RunAsync(call, ct);
}

/// <summary>What both kinds of SelectObject do.</summary>
internal sealed record SelectQuery(ObjectLook Look, SelectRequest Request)
{
    public static async ValueTask<SelectQuery> ReadAsync(OssCall call, bool isJson, CancellationToken ct)
        => new(await ObjectLook.TakeAsync(call, ct), await SelectRequest.ReadAsync(call, isJson, ct));

    public ValueTask<OssReply> RunAsync(OssCall call, CancellationToken ct) => Look.ReadAsync(call, found => AnswerAsync(call, found.Content, ct), ct);

    private async ValueTask<OssReply> AnswerAsync(OssCall call, Storage.ObjectVersion content, CancellationToken ct)
    {
        StorageClass.CheckReadable(call, content);
        var range = Range(call, content);
        var run = await SelectedContent.OpenAsync(call, content, Request, range, ct);
        try
        {
            var reply = new OssReply(206) { Stream = new SelectStream(run, await run.NextAsync(ct)), IsChunked = true };
            return reply.With("x-oss-select-output-raw", Request.OutputRawData ? "true" : "false").With("Content-Type", "application/octet-stream");
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    private RecordRange Range(OssCall call, Storage.ObjectVersion content)
    {
        if (Request.Range is { } asked) return asked.Within(SelectMeta.Of(content, Request.Format) ?? throw OssErrors.SelectCsvMetaUnavailable.With());
        if (call.Header("Range") is not { } header) return RecordRange.All;
        // Where a record may go on over a line's end, none can be found from the middle of the object.
        if (Request.Format is not CsvFormat { AllowQuotedRecordDelimiter: false })
            throw OssErrors.InvalidSelectRange.Saying("The Range header needs AllowQuotedRecordDelimiter to be false.");
        return ByteRange.Read(header, content.Length, call.Options.RangeMode) is { } bytes ? RecordRange.OfBytes(bytes) : RecordRange.All;
    }
}

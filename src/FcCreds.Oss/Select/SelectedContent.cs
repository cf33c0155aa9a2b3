using System.IO.Compression;
using FcCreds.Storage;

namespace FcCreds.Oss.Select;

/// <summary>Opens an object as records.</summary>
internal static class SelectedContent
{
    public static async ValueTask<SelectRun> OpenAsync(OssCall call, ObjectVersion content, SelectRequest request, RecordRange range, CancellationToken ct)
    {
        var window = await WindowAsync(call, content, request.Format, ct);
        try
        {
            RecordSource records;
            RecordWriter writer;
            if (request.Format is CsvFormat csv)
            {
                var lines = new CsvRecords(window, range, csv);
                await lines.OpenAsync(ct);
                (records, writer) = (lines, new CsvWriter(request.Statement, lines, csv, request.Output));
            }
            else
            {
                var elements = new JsonRecords(window, range, (JsonFormat)request.Format, request.Statement.Root);
                (records, writer) = (elements, new JsonRecordWriter(request.Statement, elements, request.Output.RecordDelimiter));
            }
            records.Resolve(request.Statement.Columns);
            return new(request, records, writer, call);
        }
        catch
        {
            await window.DisposeAsync();
            throw;
        }
    }

    public static async ValueTask<ReadWindow> WindowAsync(OssCall call, ObjectVersion content, SelectFormat format, CancellationToken ct)
    {
        var stream = await call.Store.OpenReadAsync(content, 0, content.Length, ct);
        return new(format.IsGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }
}

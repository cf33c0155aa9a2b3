using System.Buffers;
using FcCreds.Core.Errors;

namespace FcCreds.Oss.Select;

/// <summary>
/// A query on its way: each turn reads a block of the object and gives what goes to the client. An error in the first block refuses the
/// request, a later one is told in the end frame; so is one in the very last record (tests of the official SDKs tell the two apart).
/// </summary>
internal sealed class SelectRun(SelectRequest request, RecordSource records, RecordWriter writer, OssCall call) : IAsyncDisposable
{
    private const int BlockSize = 128 * 1024;
    private const int RecordsPerLook = 256;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly SelectStatement statement = request.Statement;
    private readonly SqlRow? sql = request.Statement is { Condition: null, Values.Count: 0 } ? null : new(request.Statement);
    private readonly Aggregate[] aggregates = [.. request.Statement.Items.Where(item => item.Aggregate is not null).Select(item => new Aggregate(item.Aggregate!.Value))];
    private readonly SelectValue[] values = new SelectValue[request.Statement.Items.Count];
    private readonly ArrayBufferWriter<byte> rows = new();
    private long skipped;
    private long taken;
    private ServiceException? late;
    private bool hasStarted;
    private bool hasEnded;

    /// <summary>The next bytes of the reply; none at its end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken ct)
    {
        if (late is not null) throw late;
        if (hasEnded) return default;
        rows.ResetWrittenCount();
        if (!hasStarted && request.OutputHeader && !statement.IsAggregate) writer.WriteHeader(rows);
        var refusal = await ReadBlockAsync(ct);
        hasStarted = true;
        if (request.OutputRawData)
        {
            // Without frames there is nowhere to say what went wrong: the reply breaks off.
            late = refusal;
            return rows.WrittenCount > 0 || (hasEnded && late is null) ? rows.WrittenMemory : await NextAsync(ct);
        }
        // A Go client takes a continuous frame into the checksum of the data that follows.
        byte[] data = rows.WrittenCount > 0 || (request.EnablePayloadCrc && !hasEnded) ? SelectFrame.Data(records.Position, rows.WrittenSpan)
            : hasEnded ? []
            : SelectFrame.Continuous(records.Position);
        return hasEnded ? [.. data, .. End(refusal)] : data;
    }

    public async ValueTask DisposeAsync()
    {
        sql?.Dispose();
        await records.DisposeAsync();
    }

    private async ValueTask<ServiceException?> ReadBlockAsync(CancellationToken ct)
    {
        var (start, began) = (records.Position, call.Clocks.Monotonic.GetTimestamp());
        try
        {
            for (var count = 1; await StepAsync(ct); count++)
            {
                var isFull = rows.WrittenCount >= BlockSize || records.Position - start >= BlockSize;
                if (isFull && (rows.WrittenCount > 0 || !hasStarted)) return null;
                if (count % RecordsPerLook == 0 && hasStarted && call.Clocks.Monotonic.GetElapsedTime(began) > Silence) return null;
            }
            hasEnded = true;
            if (statement.IsAggregate) WriteAggregates();
            return null;
        }
        catch (ServiceException refusal) when (hasStarted || ReferenceEquals(refusal.Error, OssErrors.SkippedLastRecord))
        {
            hasEnded = true;
            return refusal;
        }
    }

    /// <summary>Takes one record; false when there is no more to take.</summary>
    private async ValueTask<bool> StepAsync(CancellationToken ct)
    {
        if (taken == statement.Limit || !await records.ReadAsync(ct)) return false;
        var isFit = sql?.TryCompute(records) ?? true;
        if (!isFit || (request.SkipPartialDataRecord && statement.Columns.Any(records.Lacks)))
        {
            if (++skipped > request.MaxSkippedRecordsAllowed) throw await TooManyAsync(ct);
            return true;
        }
        if (sql is { Holds: false }) return true;
        taken++;
        for (var item = 0; item < values.Length; item++) values[item] = statement.Items[item].Value is >= 0 and var value ? sql!.Value(value) : SelectValue.None;
        if (!statement.IsAggregate) writer.Write(rows, values);
        else for (var item = 0; item < values.Length; item++) aggregates[item].Add(values[item]);
        return true;
    }

    private async ValueTask<ServiceException> TooManyAsync(CancellationToken ct)
    {
        var line = records.Lines - 1;
        var error = await records.ReadAsync(ct) ? OssErrors.InvalidCsvLine : OssErrors.SkippedLastRecord;
        return error.Saying($"Record {line} is not complete or not of the types that the statement needs, and no more than {request.MaxSkippedRecordsAllowed} may be skipped.");
    }

    private void WriteAggregates()
    {
        for (var item = 0; item < values.Length; item++) values[item] = aggregates[item].Result;
        writer.Write(rows, values);
    }

    private byte[] End(ServiceException? refusal) => refusal is null
        ? SelectFrame.End(records.Position, 206, skipped == 0 ? "." : $".{skipped} records were skipped")
        : SelectFrame.End(records.Position, refusal.Error.Status, $"{refusal.Error.Code}.{refusal.Message}");
}

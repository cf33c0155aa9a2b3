using System.Buffers;
using System.Text;
using FcCreds.Core.Errors;
using FcCreds.Oss.Select;

namespace FcCreds.Tests.Fuzzing;

/// <summary>Statements and objects of SelectObject: records come out, or an error that has a name.</summary>
public sealed class SelectFuzzTests
{
    private static readonly SelectFormat[] Formats =
    [
        new CsvFormat(),
        new CsvFormat { Header = HeaderUse.Use, AllowQuotedRecordDelimiter = false, Comment = '#' },
        new CsvFormat { Header = HeaderUse.Ignore, RecordDelimiter = "\r\n", FieldDelimiter = ';', Quote = '\'' },
        new JsonFormat(),
        new JsonFormat { IsDocument = true, ParseNumberAsString = true },
    ];

    /// <summary>An input is a statement, and after its line the object.</summary>
    [Fact]
    public Task Every_object_is_read_by_every_statement_or_refused() => Fuzz.RunAsync("select", async input =>
    {
        var end = Array.IndexOf(input, (byte)'\n');
        var (sql, content) = end < 0 ? (input, []) : (input[..end], input[(end + 1)..]);
        foreach (var format in Formats)
        {
            try
            {
                await ReadAsync(SelectStatement.Parse(Encoding.UTF8.GetString(sql)), format, content);
            }
            catch (ServiceException refused)
            {
                Assert.InRange(refused.Error.Status, 400, 499);
            }
        }
    });

    private static async Task ReadAsync(SelectStatement statement, SelectFormat format, byte[] content)
    {
        var window = new ReadWindow(new MemoryStream(content));
        await using var records = await OpenAsync(window, statement, format);
        RecordWriter writer = records is CsvRecords lines
            ? new CsvWriter(statement, lines, (CsvFormat)format, new("\n", ',', KeepAllColumns: false))
            : new JsonRecordWriter(statement, (JsonRecords)records, "\n");
        records.Resolve(statement.Columns);
        using var sql = new SqlRow(statement);
        var aggregates = statement.Items.Where(item => item.Aggregate is not null).Select(item => new Aggregate(item.Aggregate!.Value)).ToArray();
        var values = new SelectValue[statement.Items.Count];
        var rows = new ArrayBufferWriter<byte>();
        while (await records.ReadAsync(TestContext.Current.CancellationToken))
        {
            Assert.InRange(records.Position, records.Start, content.Length);
            if (!sql.TryCompute(records) || !sql.Holds) continue;
            for (var item = 0; item < values.Length; item++) values[item] = statement.Items[item].Value is >= 0 and var value ? sql.Value(value) : SelectValue.None;
            if (!statement.IsAggregate) writer.Write(rows, values);
            for (var item = 0; item < aggregates.Length; item++) aggregates[item].Add(values[item]);
        }
        if (statement.IsAggregate) writer.Write(rows, [.. aggregates.Select(aggregate => aggregate.Result)]);
    }

    private static async Task<RecordSource> OpenAsync(ReadWindow window, SelectStatement statement, SelectFormat format)
    {
        if (format is not CsvFormat csv) return new JsonRecords(window, RecordRange.All, (JsonFormat)format, statement.Root);
        var records = new CsvRecords(window, RecordRange.All, csv);
        await records.OpenAsync(TestContext.Current.CancellationToken);
        return records;
    }
}

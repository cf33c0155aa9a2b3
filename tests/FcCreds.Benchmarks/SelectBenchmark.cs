using System.Globalization;
using System.Text;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using Microsoft.Data.Sqlite;

namespace FcCreds.Benchmarks;

/// <summary>SelectObject, whose records are computed one by one, against loading them into a table of SQLite first and asking once.</summary>
internal sealed class SelectBenchmark(ServerProcess fccreds, string bucket, SigningKey key, int rounds)
{
    private const int Records = 1_000_000;
    private const string ObjectKey = "rows";

    private readonly string[] lines = [.. Enumerable.Range(0, Records).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},name{i * 7919 % 1000},{i * 31 % 100_000 / 1000.0:0.000},city{i % 97},{i * 13 % 100}"))];

    public async Task RunAsync()
    {
        await new LoadClient(fccreds.Url, SignedRequest.Of("PUT", fccreds.Url, bucket, ObjectKey, key, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")), 1).LatenciesAsync(1);
        await TellAsync("a condition and a sum", "select count(*), sum(cast(_3 as double)) from ossobject where cast(_5 as int) > 50 and _4 like 'city1%'",
            "select count(*), sum(cast(c as real)) from rows where cast(e as integer) > 50 and d like 'city1%'");
        await TellAsync("a condition that few fulfil", "select _1, _2 from ossobject where cast(_3 as double) > 99.9", "select a, b from rows where cast(c as real) > 99.9");
    }

    private async Task TellAsync(string what, string statement, string sql)
    {
        var (ours, theirs) = await Table.CompareAsync(rounds, () => SelectAsync(statement), () => Task.FromResult(Load(sql)));
        Table.Row($"SelectObject, {Records:N0} records of CSV, {what}", $"{ours:0.00} s", $"loaded into SQLite, without HTTP: {theirs:0.00} s", $"{ours / theirs:0%}", "");
    }

    private async Task<double> SelectAsync(string statement)
    {
        const string Process = "csv/select";
        var body = $"<SelectRequest><Expression>{Convert.ToBase64String(Encoding.UTF8.GetBytes(statement))}</Expression></SelectRequest>";
        var wire = new WireRequest { Method = "POST", Scheme = "http", Host = fccreds.Url.Authority, RawPath = $"/{bucket}/{ObjectKey}", Query = [new("x-oss-process", Process)], Headers = [] };
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(fccreds.Url, $"{wire.RawPath}?x-oss-process={Uri.EscapeDataString(Process)}")) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in new OssSigner(key, "cn-hangzhou").SignV4(wire, bucket, ObjectKey, TimeProvider.System.GetUtcNow())) request.Headers.TryAddWithoutValidation(name, value);
        var start = TimeProvider.System.GetTimestamp();
        using var reply = await http.SendAsync(request);
        reply.EnsureSuccessStatusCode();
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private double Load(string sql)
    {
        var start = TimeProvider.System.GetTimestamp();
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        using (var create = new SqliteCommand("create temp table rows (a, b, c, d, e)", connection)) create.ExecuteNonQuery();
        using (var transaction = connection.BeginTransaction())
        {
            using var insert = new SqliteCommand("insert into rows values ($0, $1, $2, $3, $4)", connection, transaction);
            for (var at = 0; at < 5; at++) insert.Parameters.Add($"${at}", SqliteType.Text);
            foreach (var line in lines)
            {
                var fields = line.Split(',');
                for (var at = 0; at < 5; at++) insert.Parameters[at].Value = fields[at];
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        using var select = new SqliteCommand(sql, connection);
        using var rows = select.ExecuteReader();
        while (rows.Read()) _ = rows.GetValue(0);
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}

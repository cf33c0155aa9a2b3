using System.Globalization;
using FcCreds.Core.Signing;

namespace FcCreds.Benchmarks;

/// <summary>
/// Objects through FcCreds on an S3 server, and straight at that server by presigned URLs. Both take turns every few requests, on one
/// connection each, so that other load on the machine hits both; what is compared is the time of one request.
/// </summary>
internal sealed class BackendBenchmark(ServerProcess fccreds, S3Server backend, SigningKey key, int rounds)
{
    private const string Bucket = "bench-objects";
    private const int Megabyte = 1024 * 1024;

    public async Task RunAsync()
    {
        await CompareAsync("4 KiB", 4096, turns: 20 * rounds, requests: 10, "≤ 2 ×");
        await CompareAsync("64 MiB", 64 * Megabyte, turns: 3 * rounds, requests: 1, "≤ 1.15 ×");
        await CompareRatesAsync("PUT");
        await CompareRatesAsync("GET");
        await backend.RemoveBucketsAsync();
    }

    /// <summary>What one server bears when many ask at once.</summary>
    private async Task CompareRatesAsync(string method)
    {
        const int connections = 32;
        var time = TimeSpan.FromSeconds(3);
        var body = method == "PUT" ? new byte[4096] : [];
        var ours = new LoadClient(fccreds.Url, SignedRequest.Of(method, fccreds.Url, Bucket, "4096", key, body), connections);
        var theirs = new LoadClient(backend.Endpoint, SignedRequest.Plain(method, backend.Endpoint, backend.Presign(method, Bucket, "straight-4096"), body), connections);
        var (mine, other) = await Table.CompareAsync(rounds, () => ours.MeasureAsync(time), () => theirs.MeasureAsync(time));
        Table.Row($"{method} 4 KiB on an S3 server, {connections} connections", $"{mine:N0} /s", $"straight: {other:N0} /s", (mine / other).ToString("P0", CultureInfo.InvariantCulture), "");
    }

    private async Task CompareAsync(string size, int length, int turns, int requests, string budget)
    {
        var body = new byte[length];
        Random.Shared.NextBytes(body);
        foreach (var method in new[] { "PUT", "GET" })
        {
            var content = method == "PUT" ? body : [];
            var ours = new LoadClient(fccreds.Url, SignedRequest.Of(method, fccreds.Url, Bucket, $"{length}", key, content), 1);
            var theirs = new LoadClient(backend.Endpoint, SignedRequest.Plain(method, backend.Endpoint, backend.Presign(method, Bucket, $"straight-{length}"), content), 1);
            var (mine, other) = (new List<double>(), new List<double>());
            await ours.LatenciesAsync(requests);
            await theirs.LatenciesAsync(requests);
            for (var turn = 0; turn < turns; turn++)
            {
                other.AddRange((await theirs.LatenciesAsync(requests)).Skip(requests / 5).Select(time => time.TotalMilliseconds));
                mine.AddRange((await ours.LatenciesAsync(requests)).Skip(requests / 5).Select(time => time.TotalMilliseconds));
            }
            var (through, straight) = (Table.Median(mine), Table.Median(other));
            Table.Row($"{method} {size} on an S3 server, p50", $"{through:N2} ms", $"straight: {straight:N2} ms", (through / straight).ToString("N2", CultureInfo.InvariantCulture) + " ×", budget);
        }
    }
}

using System.Globalization;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Benchmarks;

/// <summary>Reads and writes of objects, small and large, against the yardstick in the same minutes on the same machine.</summary>
internal sealed class ObjectBenchmarks(ServerProcess fccreds, ServerProcess bare, string bareFolder, string bucket, SigningKey key, int rounds)
{
    private const int Connections = 32;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public async Task SmallAsync()
    {
        var body = new byte[4096];
        Random.Shared.NextBytes(body);
        await File.WriteAllBytesAsync(Path.Combine(bareFolder, "small"), body);
        var put = SignedRequest.Of("PUT", fccreds.Url, bucket, "small", key, body);
        await RateAsync(fccreds, put, 1, TimeSpan.FromMilliseconds(100));
        await CompareRatesAsync("GET 4 KiB, V4 + STS token + policy", SignedRequest.Of("GET", fccreds.Url, bucket, "small", key), SignedRequest.Plain("GET", bare.Url, "/small"), Connections, "≥ 60 %");
        await CompareRatesAsync("PUT 4 KiB, V4 + STS token + policy, durable", put, SignedRequest.Plain("PUT", bare.Url, "/small-put", body), Connections, "≥ 40 %");
    }

    public async Task LargeAsync()
    {
        var body = new byte[64 * 1024 * 1024];
        Random.Shared.NextBytes(body);
        await File.WriteAllBytesAsync(Path.Combine(bareFolder, "large"), body);
        var put = SignedRequest.Of("PUT", fccreds.Url, bucket, "large", key, body);
        await CompareRatesAsync("PUT 64 MiB", put, SignedRequest.Plain("PUT", bare.Url, "/large-put", body), 1, "≥ 90 %");
        await CompareRatesAsync("GET 64 MiB", SignedRequest.Of("GET", fccreds.Url, bucket, "large", key), SignedRequest.Plain("GET", bare.Url, "/large"), 1, "≥ 90 %");
    }

    /// <summary>One object of 1 GiB up and down, and the most memory that the server had meanwhile.</summary>
    public async Task HugeAsync()
    {
        var body = new byte[1024 * 1024 * 1024];
        Random.Shared.NextBytes(body);
        var before = fccreds.ResidentMiB;
        var put = await PeakMiBAsync(SignedRequest.Of("PUT", fccreds.Url, bucket, "huge", key, body));
        var get = await PeakMiBAsync(SignedRequest.Of("GET", fccreds.Url, bucket, "huge", key));
        Table.Row("resident memory at most, PUT 1 GiB / GET 1 GiB", $"{put:N0} / {get:N0} MiB", $"before: {before:N0} MiB", "", "flat");
    }

    private async Task<double> PeakMiBAsync(byte[] request)
    {
        var sending = new LoadClient(fccreds.Url, request, 1).LatenciesAsync(1);
        var peak = fccreds.ResidentMiB;
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!sending.IsCompleted && await poll.WaitForNextTickAsync()) peak = Math.Max(peak, fccreds.ResidentMiB);
        await sending;
        return peak;
    }

    /// <summary>A page of 1,000 keys out of many, and out of few.</summary>
    public async Task ListAsync(string bucketWithFew, int few, string bucketWithMany, int many)
    {
        byte[] Page(string of) => SignedRequest.Of("GET", fccreds.Url, of, "", key, default, new QueryParameter("list-type", "2"), new("max-keys", "1000"));
        var (ours, theirs) = await Table.CompareAsync(rounds, () => RateAsync(fccreds, Page(bucketWithMany), 1, Round), () => RateAsync(fccreds, Page(bucketWithFew), 1, Round));
        Table.Row($"list 1,000 of {many:N0} keys", $"{ours:N0} /s", $"of {few:N0} keys: {theirs:N0} /s", Percent(ours / theirs), "80–120 %");
    }

    private async Task CompareRatesAsync(string what, byte[] ours, byte[] theirs, int connections, string budget)
    {
        var (mine, other) = await Table.CompareAsync(rounds, () => RateAsync(fccreds, ours, connections, Round), () => RateAsync(bare, theirs, connections, Round));
        Table.Row(what, $"{mine:N1} /s", $"bare Kestrel {other:N1} /s", Percent(mine / other), budget);
    }

    private static Task<double> RateAsync(ServerProcess server, byte[] request, int connections, TimeSpan time)
        => new LoadClient(server.Url, request, connections).MeasureAsync(time);

    private static string Percent(double ratio) => ratio.ToString("P0", CultureInfo.InvariantCulture);
}

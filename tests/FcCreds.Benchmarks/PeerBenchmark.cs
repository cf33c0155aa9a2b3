using System.Globalization;
using FcCreds.Core.Signing;

namespace FcCreds.Benchmarks;

/// <summary>
/// Small objects against s3rver, an emulator of S3 on Node.js. It is asked without signatures, which it lets pass: the comparison is
/// in its favour.
/// </summary>
internal sealed class PeerBenchmark(ServerProcess fccreds, ServerProcess peer, string bucket, SigningKey key, int rounds)
{
    private const int Connections = 32;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public async Task RunAsync()
    {
        var body = new byte[4096];
        Random.Shared.NextBytes(body);
        await CompareAsync("PUT 4 KiB, signed", SignedRequest.Of("PUT", fccreds.Url, bucket, "peer", key, body), SignedRequest.Plain("PUT", peer.Url, $"/{bucket}/peer", body), "≥ 10 ×");
        await CompareAsync("GET 4 KiB, signed", SignedRequest.Of("GET", fccreds.Url, bucket, "peer", key), SignedRequest.Plain("GET", peer.Url, $"/{bucket}/peer"), "");
    }

    private async Task CompareAsync(string what, byte[] ours, byte[] theirs, string budget)
    {
        var (mine, other) = await Table.CompareAsync(
            rounds, () => new LoadClient(fccreds.Url, ours, Connections).MeasureAsync(Round), () => new LoadClient(peer.Url, theirs, Connections).MeasureAsync(Round));
        Table.Row(what, $"{mine:N0} /s", $"s3rver, unsigned: {other:N0} /s", (mine / other).ToString("0 ×", CultureInfo.InvariantCulture), budget);
    }
}

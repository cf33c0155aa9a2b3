using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FcCreds.Core.Signing;

namespace FcCreds.Benchmarks;

/// <summary>
/// Small objects against s3rver, an emulator of S3 on Node.js, which checks the V4 signature of a presigned request.
/// </summary>
internal sealed class PeerBenchmark(ServerProcess fccreds, ServerProcess peer, string bucket, SigningKey key, int rounds)
{
    private const int Connections = 32;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public async Task RunAsync()
    {
        var body = new byte[4096];
        Random.Shared.NextBytes(body);
        await CompareAsync("PUT 4 KiB, signed", SignedRequest.Of("PUT", fccreds.Url, bucket, "peer", key, body), SignedRequest.Plain("PUT", peer.Url, Presigned(HttpVerb.PUT), body), "≥ 10 ×");
        await CompareAsync("GET 4 KiB, signed", SignedRequest.Of("GET", fccreds.Url, bucket, "peer", key), SignedRequest.Plain("GET", peer.Url, Presigned(HttpVerb.GET)), "");
    }

    /// <summary>Path and query. The key is the one that s3rver has built in.</summary>
    private string Presigned(HttpVerb verb)
    {
        var config = new AmazonS3Config { ServiceURL = peer.Url.ToString(), ForcePathStyle = true, UseHttp = true };
        using var client = new AmazonS3Client(new BasicAWSCredentials("S3RVER", "S3RVER"), config);
        var url = client.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = "peer",
            Verb = verb,
            Protocol = Protocol.HTTP,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
        });
        return new Uri(url).PathAndQuery;
    }

    private async Task CompareAsync(string what, byte[] ours, byte[] theirs, string budget)
    {
        var (mine, other) = await Table.CompareAsync(
            rounds, () => new LoadClient(fccreds.Url, ours, Connections).MeasureAsync(Round), () => new LoadClient(peer.Url, theirs, Connections).MeasureAsync(Round));
        Table.Row(what, $"{mine:N0} /s", $"s3rver, signed: {other:N0} /s", (mine / other).ToString("0 ×", CultureInfo.InvariantCulture), budget);
    }
}

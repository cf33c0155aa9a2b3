using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace FcCreds.Conformance.Replicas;

/// <summary>Three servers over one S3 server behave as one, and go on when one of them is killed.</summary>
public sealed class ReplicaTests(ITestOutputHelper output)
{
    private const string Bucket = "conformance-replicas";
    private const int Workers = 6;
    private const int Rounds = 40;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replica_that_is_killed_under_load_takes_no_acknowledged_object_and_no_token_along()
    {
        Assert.SkipUnless(TestS3.IsThere, TestS3.Missing);
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        await using var cluster = await ReplicaCluster.StartAsync(3, seed);
        using (var owner = cluster.Client(await cluster.AssumeRoleAsync("writer", Ct))) await owner.PutBucketAsync(Bucket, Ct);

        var kept = new ConcurrentDictionary<string, byte[]>();
        var refused = new ConcurrentBag<string>();
        var (done, brokenOff) = (0, 0);
        var killed = new TaskCompletionSource();
        await Task.WhenAll([KillAsync(), .. Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker), Ct))]);

        output.WriteLine($"{done} operations were acknowledged, {brokenOff} broken off by the kill, {kept.Count} objects are to be there");
        Assert.Empty(refused);
        using var client = cluster.Client(await cluster.AssumeRoleAsync("writer", Ct));
        foreach (var (key, content) in kept) Assert.Equal(content, await ReadAsync(client, key));
        var listed = new List<string>();
        await foreach (var entry in client.Paginators.ListObjectsV2(new() { BucketName = Bucket }).S3Objects) listed.Add(entry.Key);
        Assert.Empty(kept.Keys.Except(listed));

        async Task KillAsync()
        {
            await killed.Task.WaitAsync(Ct);
            await cluster.Replicas[0].KillAsync();
        }

        async Task WorkAsync(int worker)
        {
            var random = new Random(seed + worker);
            using var mine = cluster.Client(await cluster.AssumeRoleAsync("writer", Ct));
            for (var round = 0; round < Rounds; round++)
            {
                var key = $"{worker}/{random.Next(30)}";
                var content = new byte[random.Next(1, 6000)];
                random.NextBytes(content);
                try
                {
                    switch (random.Next(6))
                    {
                        case 0 when kept.ContainsKey(key):
                            // Broken off, it may be there or not: nothing more is claimed of it.
                            kept.TryRemove(key, out _);
                            await mine.DeleteObjectAsync(Bucket, key, Ct);
                            break;
                        case 1:
                            kept.TryRemove(key, out _);
                            kept[key] = await UploadInPartsAsync(mine, key, random);
                            break;
                        case 2 when kept.TryGetValue(key, out var expected):
                            Assert.Equal(expected, await ReadAsync(mine, key));
                            break;
                        default:
                            kept.TryRemove(key, out _);
                            await mine.PutObjectAsync(new() { BucketName = Bucket, Key = key, InputStream = new MemoryStream(content), UseChunkEncoding = false }, Ct);
                            kept[key] = content;
                            break;
                    }
                    if (Interlocked.Increment(ref done) == Workers * Rounds / 3) killed.TrySetResult();
                }
                catch (AmazonS3Exception answer) when (answer.StatusCode != 0)
                {
                    refused.Add($"{key}: {(int)answer.StatusCode} {answer.ErrorCode} {answer.Message}");
                }
                catch (Exception broken) when (broken is AmazonServiceException or HttpRequestException or IOException)
                {
                    Interlocked.Increment(ref brokenOff);
                }
            }
        }
    }

    [Fact]
    public async Task What_is_changed_at_one_replica_holds_at_all_and_any_can_tell_of_it()
    {
        Assert.SkipUnless(TestS3.IsThere, TestS3.Missing);
        await using var cluster = await ReplicaCluster.StartAsync(3, seed: 1);
        var listed = await ReplicaCluster.OrderAsync(cluster.Replicas[2], HttpMethod.Get, "/_fccreds/replicas", Ct);
        Assert.All(cluster.Replicas, replica => Assert.Contains(replica.Url.Authority, listed, StringComparison.Ordinal));

        var credentials = await cluster.AssumeRoleAsync("writer", Ct);
        using var client = cluster.Client(credentials);
        await client.PutBucketAsync(Bucket, Ct);
        await ReplicaCluster.OrderAsync(cluster.Replicas[0], HttpMethod.Post, $"/_fccreds/sessions/{credentials.GetCredentials().AccessKey}/revoke", Ct);
        await ReplicaCluster.OrderAsync(cluster.Replicas[1], HttpMethod.Post, "/_fccreds/replicas/settle", Ct);
        foreach (var replica in cluster.Replicas)
        {
            using var direct = ReplicaCluster.Client(credentials, replica.Url);
            Assert.Equal("InvalidAccessKeyId", (await Assert.ThrowsAsync<AmazonS3Exception>(() => direct.ListObjectsV2Async(new() { BucketName = Bucket }, Ct))).ErrorCode);
        }

        // Asked of a replica that has served nothing of it.
        using var elsewhere = ReplicaCluster.Client(await cluster.AssumeRoleAsync("reader", Ct), cluster.Replicas[0].Url);
        var denied = await Assert.ThrowsAsync<AmazonS3Exception>(() => elsewhere.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "b", UseChunkEncoding = false }, Ct));
        var told = await ReplicaCluster.OrderAsync(cluster.Replicas[1], HttpMethod.Get, $"/_fccreds/explain?request={denied.RequestId}", Ct);
        Assert.Contains("oss:PutObject", told, StringComparison.Ordinal);
        Assert.Contains("denied", told, StringComparison.Ordinal);
        Assert.Contains(denied.RequestId, await ReplicaCluster.OrderAsync(cluster.Replicas[2], HttpMethod.Get, $"/_fccreds/journal?replicas=all&requestId={denied.RequestId}", Ct), StringComparison.Ordinal);
    }

    /// <summary>Each part may go through another replica.</summary>
    private static async Task<byte[]> UploadInPartsAsync(AmazonS3Client client, string key, Random random)
    {
        var content = new byte[250_000];
        random.NextBytes(content);
        var upload = (await client.InitiateMultipartUploadAsync(Bucket, key, Ct)).UploadId;
        var parts = new List<PartETag>();
        for (var (number, offset) = (1, 0); offset < content.Length; number++, offset += 110_000)
        {
            var part = new MemoryStream(content, offset, Math.Min(110_000, content.Length - offset));
            var sent = await client.UploadPartAsync(new() { BucketName = Bucket, Key = key, UploadId = upload, PartNumber = number, InputStream = part, PartSize = part.Length, UseChunkEncoding = false }, Ct);
            parts.Add(new(number, sent.ETag));
        }
        await client.CompleteMultipartUploadAsync(new() { BucketName = Bucket, Key = key, UploadId = upload, PartETags = parts }, Ct);
        return content;
    }

    private static async Task<byte[]> ReadAsync(AmazonS3Client client, string key)
    {
        using var got = await client.GetObjectAsync(Bucket, key, Ct);
        var content = new MemoryStream();
        await got.ResponseStream.CopyToAsync(content, Ct);
        return content.ToArray();
    }
}

using System.Text;
using Minio;
using Minio.DataModel.Args;

namespace FcCreds.SdkTests;

/// <summary>The Minio client on the S3 server below FcCreds: a handler's object is there under its own key, and what it puts is read through OSS.</summary>
public sealed class MinioClientTests(ServerOnS3 server) : IClassFixture<ServerOnS3>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Object_of_a_handler_is_read_under_its_own_key()
    {
        var cloud = server.Cloud;
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var ran = await box.InvokeAsync(
            Path.Combine(AppContext.BaseDirectory, "functions", "oss-from-environment"),
            "exporter",
            $$"""{ "endpoint": "http://oss-cn-hangzhou.aliyuncs.com", "bucket": "{{box.Bucket()}}", "objectName": "2026/report.txt", "message": "hello" }""",
            ct: Ct);
        Assert.Equal((null, "success"), (ran.FunctionError, ran.Result));

        using var minio = ServerOnS3.Client();
        var bucket = server.BucketPrefix + box.Bucket();
        var stat = await minio.StatObjectAsync(new StatObjectArgs().WithBucket(bucket).WithObject("2026/report.txt"), Ct);
        Assert.Equal(5, stat.Size);
        Assert.Equal("hello", await ReadAsync(minio, bucket, "2026/report.txt"));
        List<string> keys = [];
        await foreach (var item in minio.ListObjectsEnumAsync(new ListObjectsArgs().WithBucket(bucket).WithRecursive(true), Ct)) keys.Add(item.Key);
        Assert.Equal(["2026/report.txt"], keys);
    }

    [Fact]
    public async Task Object_of_the_minio_client_is_read_through_oss()
    {
        await using var box = await server.Cloud.NewSandboxAsync(ct: Ct);
        using var minio = ServerOnS3.Client();
        using var content = new MemoryStream("seed"u8.ToArray());
        await minio.PutObjectAsync(
            new PutObjectArgs().WithBucket(server.BucketPrefix + box.Bucket()).WithObject("seed.txt").WithStreamData(content).WithObjectSize(content.Length).WithContentType("text/plain"), Ct);
        Assert.Equal("seed"u8.ToArray(), await box.GetObjectAsync("seed.txt", ct: Ct));
        Assert.Equal(["seed.txt"], await box.ListObjectsAsync(ct: Ct));
    }

    private static async Task<string> ReadAsync(IMinioClient minio, string bucket, string key)
    {
        using var content = new MemoryStream();
        await minio.GetObjectAsync(new GetObjectArgs().WithBucket(bucket).WithObject(key).WithCallbackStream((stream, ct) => stream.CopyToAsync(content, ct)), Ct);
        return Encoding.UTF8.GetString(content.ToArray());
    }
}

using System.Text;
using Aliyun.OSS;
using Aliyun.OSS.Common;
using FcCreds.Testing;

namespace FcCreds.SdkTests.OfficialClients;

/// <summary>The official C# client of OSS with a role's temporary credentials.</summary>
public sealed class OssClientTests(FcCredsFixture cloud) : IClassFixture<FcCredsFixture>
{
    [Fact]
    public async Task Object_is_put_read_copied_listed_and_deleted()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:*"));
        var client = Client(box, await box.AssumeRoleAsync("exporter"));
        var bucket = box.Bucket();

        var put = client.PutObject(bucket, "2026/report é.txt", new MemoryStream("hello"u8.ToArray()));
        Assert.Equal("5D41402ABC4B2A76B9719D911017C592", put.ETag);
        using (var got = client.GetObject(bucket, "2026/report é.txt"))
        using (var text = new StreamReader(got.Content, Encoding.UTF8))
        {
            Assert.Equal("hello", await text.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        client.CopyObject(new CopyObjectRequest(bucket, "2026/report é.txt", bucket, "copy"));
        Assert.Equal(["2026/report é.txt", "copy"], client.ListObjects(bucket).ObjectSummaries.Select(summary => summary.Key).Order(StringComparer.Ordinal));
        client.DeleteObject(bucket, "copy");
        Assert.False(client.DoesObjectExist(bucket, "copy"));
        Assert.Equal(5, client.GetObjectMetadata(bucket, "2026/report é.txt").ContentLength);
    }

    [Fact]
    public async Task Object_is_put_with_the_fourth_signature_version()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:*"));
        var client = Client(box, await box.AssumeRoleAsync("exporter"), new ClientConfiguration { SignatureVersion = SignatureVersion.V4 });
        client.SetRegion(box.Region);
        client.PutObject(box.Bucket(), "report.txt", new MemoryStream("hello"u8.ToArray()));
        Assert.Equal(["report.txt"], await box.ListObjectsAsync());
    }

    [Fact]
    public async Task Expired_token_is_refused()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"));
        var credentials = await box.AssumeRoleAsync("exporter");
        var client = Client(box, credentials);
        client.PutObject(box.Bucket(), "a", new MemoryStream([1]));

        await box.ExpireAsync(credentials);
        var refused = Assert.Throws<OssException>(() => client.PutObject(box.Bucket(), "b", new MemoryStream([1])));
        Assert.Equal("SecurityTokenExpired", refused.ErrorCode);
        box.Journal.AssertDenied("oss:PutObject", key: "b");
    }

    [Fact]
    public async Task Action_that_the_role_lacks_is_denied()
    {
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"));
        await box.PutObjectAsync("secret", "hello");
        var refused = Assert.Throws<OssException>(() => Client(box, box.AssumeRoleAsync("exporter").GetAwaiter().GetResult()).GetObject(box.Bucket(), "secret"));
        Assert.Equal("AccessDenied", refused.ErrorCode);
        box.Journal.AssertDenied("oss:GetObject", key: "secret");
    }

    internal static OssClient Client(Sandbox box, TemporaryCredentials credentials, ClientConfiguration? configuration = null)
        => new(box.OssEndpoint.ToString(), credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, configuration ?? new ClientConfiguration());
}

using Amazon.S3;

namespace FcCreds.Tests.Oss.S3;

public sealed class S3SettingTests : IAsyncLifetime
{
    private const string Bucket = OssFixture.Bucket;
    private OssFixture oss = null!;
    private AmazonS3Client s3 = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        oss = await OssFixture.StartAsync();
        s3 = oss.S3();
    }

    public async ValueTask DisposeAsync()
    {
        s3.Dispose();
        await oss.DisposeAsync();
    }

    [Fact]
    public async Task Objects_have_tags()
    {
        await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "x", UseChunkEncoding = false, TagSet = [new() { Key = "of", Value = "put" }] }, Ct);
        Assert.Equal([("of", "put")], await TagsAsync("a"));
        await s3.PutObjectTaggingAsync(new() { BucketName = Bucket, Key = "a", Tagging = new() { TagSet = [new() { Key = "k 1", Value = "v+1" }, new() { Key = "k2", Value = "" }] } }, Ct);
        Assert.Equal([("k 1", "v+1"), ("k2", "")], await TagsAsync("a"));
        Assert.Equal("2", (await oss.Client.HeadAsync("/photos/a"))["x-oss-tagging-count"]);
        Assert.Equal(2, (await s3.GetObjectAsync(Bucket, "a", Ct)).TagCount);
        await s3.CopyObjectAsync(new() { SourceBucket = Bucket, SourceKey = "a", DestinationBucket = Bucket, DestinationKey = "b" }, Ct);
        Assert.Equal(2, (await TagsAsync("b")).Length);
        await s3.DeleteObjectTaggingAsync(new() { BucketName = Bucket, Key = "a" }, Ct);
        Assert.Empty(await TagsAsync("a"));
    }

    [Fact]
    public async Task A_bucket_has_rules_for_browsers()
    {
        await s3.PutCORSConfigurationAsync(new()
        {
            BucketName = Bucket,
            Configuration = new() { Rules = [new() { AllowedOrigins = ["https://example.com"], AllowedMethods = ["GET", "PUT"], AllowedHeaders = ["*"], MaxAgeSeconds = 60 }] },
        }, Ct);
        var rule = (await s3.GetCORSConfigurationAsync(Bucket, Ct)).Configuration.Rules.Single();
        Assert.Equal(("https://example.com", 60), (rule.AllowedOrigins.Single(), rule.MaxAgeSeconds));
        var asked = await oss.As(null).SendAsync(new("OPTIONS", "/a")
        {
            Host = "photos.s3.oss-cn-hangzhou.aliyuncs.com",
            Headers = [("Origin", "https://example.com"), ("Access-Control-Request-Method", "PUT")],
        });
        Assert.Equal("https://example.com", asked.IsOk()["Access-Control-Allow-Origin"]);
        await s3.DeleteCORSConfigurationAsync(Bucket, Ct);
        Assert.Equal("NoSuchCORSConfiguration", (await oss.Client.GetAsync("/photos", ("cors", null))).Code);
    }

    [Fact]
    public async Task A_bucket_has_a_policy_in_the_language_of_OSS()
    {
        (await new AwsRequest("GET", "/photos") { Query = "policy=" }.SendAsync(oss)).IsRefused(404, "NoSuchBucketPolicy");
        const string Policy = """{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject"],"Principal":["*"],"Resource":["acs:oss:*:1234567890123456:photos/*"]}]}""";
        await s3.PutBucketPolicyAsync(Bucket, Policy, Ct);
        Assert.Contains("oss:GetObject", (await s3.GetBucketPolicyAsync(Bucket, Ct)).Policy, StringComparison.Ordinal);
        await oss.Client.PutAsync("/photos/a", "hello");
        Assert.Equal("hello", (await oss.As(null).GetAsync("/photos/a")).IsOk().Text);
        await s3.DeleteBucketPolicyAsync(Bucket, Ct);
        (await oss.As(null).GetAsync("/photos/a")).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task Versions_are_kept_listed_read_and_deleted()
    {
        await s3.PutBucketVersioningAsync(new() { BucketName = Bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, Ct);
        Assert.Equal("Enabled", (await s3.GetBucketVersioningAsync(Bucket, Ct)).VersioningConfig.Status.Value);
        var first = (await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "one", UseChunkEncoding = false }, Ct)).VersionId;
        var second = (await s3.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "two", UseChunkEncoding = false }, Ct)).VersionId;
        Assert.NotEqual(first, second);
        using (var old = await s3.GetObjectAsync(Bucket, "a", first, Ct)) Assert.Equal((first, 3), (old.VersionId, old.ContentLength));
        var gone = await s3.DeleteObjectAsync(Bucket, "a", Ct);
        Assert.Equal("true", gone.DeleteMarker);
        var versions = (await s3.ListVersionsAsync(Bucket, Ct)).Versions;
        Assert.Equal([(gone.VersionId, true, true), (second, false, false), (first, false, false)], versions.Select(one => (one.VersionId, one.IsLatest!.Value, one.IsDeleteMarker == true)));
        Assert.Equal("STANDARD", versions[1].StorageClass.Value);
        var deleted = await s3.DeleteObjectsAsync(new() { BucketName = Bucket, Objects = [new() { Key = "a", VersionId = first }, new() { Key = "a", VersionId = gone.VersionId }] }, Ct);
        Assert.Equal([first, gone.VersionId], deleted.DeletedObjects.Select(one => one.VersionId));
        Assert.Equal(second, (await s3.GetObjectMetadataAsync(Bucket, "a", Ct)).VersionId);
    }

    [Fact]
    public async Task Buckets_have_tags_and_logs()
    {
        await s3.PutBucketTaggingAsync(Bucket, [new() { Key = "team", Value = "a b" }], Ct);
        Assert.Equal(("team", "a b"), (await s3.GetBucketTaggingAsync(new() { BucketName = Bucket }, Ct)).TagSet.Select(tag => (tag.Key, tag.Value)).Single());
        await s3.DeleteBucketTaggingAsync(Bucket, Ct);
        await s3.PutBucketLoggingAsync(new() { BucketName = Bucket, LoggingConfig = new() { TargetBucketName = Bucket, TargetPrefix = "log/" } }, Ct);
        Assert.Equal((Bucket, "log/"), ((await s3.GetBucketLoggingAsync(Bucket, Ct)).BucketLoggingConfig.TargetBucketName, (await s3.GetBucketLoggingAsync(Bucket, Ct)).BucketLoggingConfig.TargetPrefix));
    }

    private async Task<(string, string)[]> TagsAsync(string key)
        => [.. ((await s3.GetObjectTaggingAsync(new() { BucketName = Bucket, Key = key }, Ct)).Tagging ?? []).Select(tag => (tag.Key, tag.Value))];
}

using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace FcCreds.Tests.Oss.S3;

public sealed class S3BucketTests : IAsyncLifetime
{
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
    public async Task A_bucket_lives_and_dies()
    {
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "holiday", UseClientRegion = true, CannedACL = S3CannedACL.PublicRead }, Ct);
        Assert.Equal(["holiday", OssFixture.Bucket], (await s3.ListBucketsAsync(Ct)).Buckets.Select(one => one.BucketName));
        Assert.Equal("cn-hangzhou", (await s3.HeadBucketAsync(new() { BucketName = "holiday" }, Ct)).BucketRegion);
        Assert.Equal("oss-cn-hangzhou", (await s3.GetBucketLocationAsync("holiday", Ct)).Location.Value);
        Assert.Equal(["FULL_CONTROL", "READ"], (await s3.GetBucketAclAsync(new() { BucketName = "holiday" }, Ct)).Grants.Select(grant => grant.Permission.Value));
        await s3.PutObjectAsync(new() { BucketName = "holiday", Key = "a", ContentBody = "x", UseChunkEncoding = false }, Ct);
        Assert.Equal("BucketNotEmpty", (await S3Clients.RefusalAsync(() => s3.DeleteBucketAsync("holiday", Ct))).ErrorCode);
        await s3.DeleteObjectAsync("holiday", "a", Ct);
        await s3.DeleteBucketAsync("holiday", Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await S3Clients.RefusalAsync(() => s3.HeadBucketAsync(new() { BucketName = "holiday" }, Ct))).StatusCode);
    }

    [Theory]
    [InlineData("cn-hangzhou", null)]
    [InlineData("oss-cn-hangzhou", null)]
    [InlineData("us-east-2", "InvalidLocationConstraint")]
    public async Task A_location_has_its_name_with_or_without_oss(string location, string? code)
    {
        var put = new PutBucketRequest { BucketName = "holiday", BucketRegionName = location };
        if (code is null) Assert.Equal(HttpStatusCode.OK, (await s3.PutBucketAsync(put, Ct)).HttpStatusCode);
        else Assert.Equal(code, (await S3Clients.RefusalAsync(() => s3.PutBucketAsync(put, Ct))).ErrorCode);
    }

    [Fact]
    public async Task Buckets_are_listed_in_pages()
    {
        foreach (var name in new[] { "aaa-1", "aaa-2", "aaa-3" }) await oss.Client.PutAsync($"/{name}");
        var first = await s3.ListBucketsAsync(new ListBucketsRequest { Prefix = "aaa-", MaxBuckets = 2 }, Ct);
        Assert.Equal(["aaa-1", "aaa-2"], first.Buckets.Select(one => one.BucketName));
        var second = await s3.ListBucketsAsync(new ListBucketsRequest { Prefix = "aaa-", MaxBuckets = 2, ContinuationToken = first.ContinuationToken }, Ct);
        Assert.Equal(["aaa-3"], second.Buckets.Select(one => one.BucketName));
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task Objects_are_listed_in_both_versions_page_by_page()
    {
        foreach (var key in new[] { "a.txt", "dir/b", "dir/c", "z" }) await oss.Client.PutAsync($"/photos/{key}", key, ("x-oss-storage-class", "IA"));
        var page = await s3.ListObjectsV2Async(new() { BucketName = OssFixture.Bucket, Delimiter = "/", MaxKeys = 2, FetchOwner = true }, Ct);
        Assert.Equal((true, 2, "dir/"), (page.IsTruncated, page.KeyCount, page.CommonPrefixes.Single()));
        var entry = page.S3Objects.Single();
        Assert.Equal(("a.txt", 5, "STANDARD_IA", "\"EEDA8331B7E1D5FDFE7CBE41A5413B39\"".Length, OssFixture.Account), (entry.Key, entry.Size, entry.StorageClass.Value, entry.ETag.Length, entry.Owner.Id));
        var rest = await s3.ListObjectsV2Async(new() { BucketName = OssFixture.Bucket, Delimiter = "/", ContinuationToken = page.NextContinuationToken }, Ct);
        Assert.Equal(["z"], rest.S3Objects.Select(one => one.Key));

        var first = await s3.ListObjectsAsync(new ListObjectsRequest { BucketName = OssFixture.Bucket, Prefix = "dir/", MaxKeys = 1 }, Ct);
        Assert.Equal((true, "dir/b"), (first.IsTruncated, first.NextMarker));
        var second = await s3.ListObjectsAsync(new ListObjectsRequest { BucketName = OssFixture.Bucket, Prefix = "dir/", Marker = first.NextMarker }, Ct);
        Assert.Equal(["dir/c"], second.S3Objects.Select(one => one.Key));
    }

    [Fact]
    public async Task A_page_has_a_thousand_keys_unless_fewer_are_wanted()
    {
        Assert.Equal(1000, (await s3.ListObjectsAsync(OssFixture.Bucket, Ct)).MaxKeys);
        Assert.Equal(1000, (await s3.ListObjectsV2Async(new() { BucketName = OssFixture.Bucket, MaxKeys = 5000 }, Ct)).MaxKeys);
    }

    [Fact]
    public async Task What_the_door_does_not_carry_is_refused_by_name()
    {
        var refusal = await S3Clients.RefusalAsync(() => s3.GetBucketReplicationAsync(new() { BucketName = OssFixture.Bucket }, Ct));
        Assert.Equal(("NotImplemented", HttpStatusCode.BadRequest), (refusal.ErrorCode, refusal.StatusCode));
        Assert.Contains("GetBucketReplication", refusal.Message, StringComparison.Ordinal);
    }
}

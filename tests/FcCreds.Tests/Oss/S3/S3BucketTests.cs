using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace FcCreds.Tests.Oss.S3;

public sealed class S3BucketTests : S3ClientSuite
{
    [Fact]
    public async Task A_bucket_lives_and_dies()
    {
        await Client.PutBucketAsync(new PutBucketRequest { BucketName = "holiday", UseClientRegion = true, CannedACL = S3CannedACL.PublicRead }, Ct);
        Assert.Equal(["holiday", OssFixture.Bucket], (await Client.ListBucketsAsync(Ct)).Buckets.Select(one => one.BucketName));
        Assert.Equal("cn-hangzhou", (await Client.HeadBucketAsync(new() { BucketName = "holiday" }, Ct)).BucketRegion);
        Assert.Equal("oss-cn-hangzhou", (await Client.GetBucketLocationAsync("holiday", Ct)).Location.Value);
        Assert.Equal(["FULL_CONTROL", "READ"], (await Client.GetBucketAclAsync(new() { BucketName = "holiday" }, Ct)).Grants.Select(grant => grant.Permission.Value));
        await Client.PutObjectAsync(new() { BucketName = "holiday", Key = "a", ContentBody = "x", UseChunkEncoding = false }, Ct);
        Assert.Equal("BucketNotEmpty", (await S3Clients.RefusalAsync(() => Client.DeleteBucketAsync("holiday", Ct))).ErrorCode);
        await Client.DeleteObjectAsync("holiday", "a", Ct);
        await Client.DeleteBucketAsync("holiday", Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await S3Clients.RefusalAsync(() => Client.HeadBucketAsync(new() { BucketName = "holiday" }, Ct))).StatusCode);
    }

    [Theory]
    [InlineData("cn-hangzhou", null)]
    [InlineData("oss-cn-hangzhou", null)]
    [InlineData("us-east-2", "InvalidLocationConstraint")]
    public async Task A_location_has_its_name_with_or_without_oss(string location, string? code)
    {
        var put = new PutBucketRequest { BucketName = "holiday", BucketRegionName = location };
        if (code is null) Assert.Equal(HttpStatusCode.OK, (await Client.PutBucketAsync(put, Ct)).HttpStatusCode);
        else Assert.Equal(code, (await S3Clients.RefusalAsync(() => Client.PutBucketAsync(put, Ct))).ErrorCode);
    }

    [Fact]
    public async Task Buckets_are_listed_in_pages()
    {
        foreach (var name in new[] { "aaa-1", "aaa-2", "aaa-3" }) await Cloud.Client.PutAsync($"/{name}");
        var first = await Client.ListBucketsAsync(new ListBucketsRequest { Prefix = "aaa-", MaxBuckets = 2 }, Ct);
        Assert.Equal(["aaa-1", "aaa-2"], first.Buckets.Select(one => one.BucketName));
        var second = await Client.ListBucketsAsync(new ListBucketsRequest { Prefix = "aaa-", MaxBuckets = 2, ContinuationToken = first.ContinuationToken }, Ct);
        Assert.Equal(["aaa-3"], second.Buckets.Select(one => one.BucketName));
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task Objects_are_listed_in_both_versions_page_by_page()
    {
        foreach (var key in new[] { "a.txt", "dir/b", "dir/c", "z" }) await Cloud.Client.PutAsync($"/photos/{key}", key, ("x-oss-storage-class", "IA"));
        var page = await Client.ListObjectsV2Async(new() { BucketName = OssFixture.Bucket, Delimiter = "/", MaxKeys = 2, FetchOwner = true }, Ct);
        Assert.Equal((true, 2, "dir/"), (page.IsTruncated, page.KeyCount, page.CommonPrefixes.Single()));
        var entry = page.S3Objects.Single();
        Assert.Equal(("a.txt", 5, "STANDARD_IA", "\"EEDA8331B7E1D5FDFE7CBE41A5413B39\"".Length, OssFixture.Account), (entry.Key, entry.Size, entry.StorageClass.Value, entry.ETag.Length, entry.Owner.Id));
        var rest = await Client.ListObjectsV2Async(new() { BucketName = OssFixture.Bucket, Delimiter = "/", ContinuationToken = page.NextContinuationToken }, Ct);
        Assert.Equal(["z"], rest.S3Objects.Select(one => one.Key));

        var first = await Client.ListObjectsAsync(new ListObjectsRequest { BucketName = OssFixture.Bucket, Prefix = "dir/", MaxKeys = 1 }, Ct);
        Assert.Equal((true, "dir/b"), (first.IsTruncated, first.NextMarker));
        var second = await Client.ListObjectsAsync(new ListObjectsRequest { BucketName = OssFixture.Bucket, Prefix = "dir/", Marker = first.NextMarker }, Ct);
        Assert.Equal(["dir/c"], second.S3Objects.Select(one => one.Key));
    }

    [Fact]
    public async Task A_page_has_a_thousand_keys_unless_fewer_are_wanted()
    {
        Assert.Equal(1000, (await Client.ListObjectsAsync(OssFixture.Bucket, Ct)).MaxKeys);
        Assert.Equal(1000, (await Client.ListObjectsV2Async(new() { BucketName = OssFixture.Bucket, MaxKeys = 5000 }, Ct)).MaxKeys);
    }

    [Fact]
    public async Task What_the_door_does_not_carry_is_refused_by_name()
    {
        var refusal = await S3Clients.RefusalAsync(() => Client.GetBucketReplicationAsync(new() { BucketName = OssFixture.Bucket }, Ct));
        Assert.Equal(("NotImplemented", HttpStatusCode.BadRequest), (refusal.ErrorCode, refusal.StatusCode));
        Assert.Contains("GetBucketReplication", refusal.Message, StringComparison.Ordinal);
    }
}

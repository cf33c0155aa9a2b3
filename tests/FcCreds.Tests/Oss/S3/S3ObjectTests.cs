using System.Net;
using Amazon.S3;

namespace FcCreds.Tests.Oss.S3;

public sealed class S3ObjectTests : S3ClientSuite
{
    [Theory]
    [InlineData("plain.txt")]
    [InlineData("dir/a b+c.txt")]
    [InlineData("中文/é.txt")]
    [InlineData("a//b")]
    [InlineData("it's (1)!*~")]
    [InlineData("q?&=%25#.txt")]
    public async Task An_object_put_by_an_S3_client_is_there_for_both_dialects(string key)
    {
        var put = await Client.PutObjectAsync(new()
        {
            BucketName = Bucket,
            Key = key,
            ContentBody = "content",
            ContentType = "text/plain",
            UseChunkEncoding = false,
            Metadata = { ["author"] = "zoe" },
            Headers = { CacheControl = "max-age=60" },
        }, Ct);
        Assert.Equal("\"9A0364B9E99BB480DD25E1F0284C8555\"", put.ETag);

        using var got = await Client.GetObjectAsync(Bucket, key, Ct);
        using var reader = new StreamReader(got.ResponseStream);
        Assert.Equal("content", await reader.ReadToEndAsync(Ct));
        Assert.Equal(("text/plain", "zoe", "max-age=60"), (got.Headers.ContentType, got.Metadata["author"], got.Headers.CacheControl));

        var path = "/photos/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        var seen = (await Cloud.Client.HeadAsync(path)).IsOk();
        Assert.Equal("zoe", seen["x-oss-meta-author"]);
    }

    [Fact]
    public async Task What_OSS_clients_keep_is_described_in_S3s_words()
    {
        (await Cloud.Client.PutAsync("/photos/a.txt", "hello", ("x-oss-meta-author", "zoe"), ("x-oss-storage-class", "IA"))).IsOk();
        var head = await Client.GetObjectMetadataAsync(Bucket, "a.txt", Ct);
        Assert.Equal(("zoe", "STANDARD_IA", 5), (head.Metadata["author"], head.StorageClass.Value, head.ContentLength));
        Assert.Matches("^[0-9A-F]{24}$", head.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task ETags_are_those_of_OSS_unless_the_server_is_told_otherwise()
    {
        await using var told = await OssFixture.StartAsync(new() { LowerCaseETags = true });
        using var other = told.S3();
        const string ETag = "\"9dd4e461268c8034f5c8564e155c67a6\"";
        var put = new Amazon.S3.Model.PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", UseChunkEncoding = false };
        Assert.Equal(ETag.ToUpperInvariant(), (await Client.PutObjectAsync(put, Ct)).ETag);
        Assert.Equal(ETag, (await other.PutObjectAsync(put, Ct)).ETag);
        Assert.Equal(ETag, (await other.ListObjectsV2Async(new() { BucketName = Bucket }, Ct)).S3Objects.Single().ETag);
        Assert.Equal(ETag.ToUpperInvariant(), (await told.Client.HeadAsync("/photos/a"))["ETag"]);
    }

    [Fact]
    public async Task A_storage_class_is_translated_on_the_way_in()
    {
        await Client.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "x", UseChunkEncoding = false, StorageClass = S3StorageClass.StandardInfrequentAccess }, Ct);
        Assert.Equal("IA", (await Cloud.Client.HeadAsync("/photos/a"))["x-oss-storage-class"]);
        var refusal = await S3Clients.RefusalAsync(() => Client.PutObjectAsync(new() { BucketName = Bucket, Key = "b", ContentBody = "x", UseChunkEncoding = false, StorageClass = S3StorageClass.OneZoneInfrequentAccess }, Ct));
        Assert.Equal(("InvalidArgument", HttpStatusCode.BadRequest), (refusal.ErrorCode, refusal.StatusCode));
    }

    [Fact]
    public async Task Ranges_are_clipped_or_refused_as_S3_does()
    {
        await Cloud.Client.PutAsync("/photos/a", "0123456789");
        using var part = await Client.GetObjectAsync(new() { BucketName = Bucket, Key = "a", ByteRange = new("bytes=5-99") }, Ct);
        Assert.Equal((HttpStatusCode.PartialContent, 5, "bytes 5-9/10"), (part.HttpStatusCode, part.ContentLength, part.ContentRange));
        var refusal = await S3Clients.RefusalAsync(() => Client.GetObjectAsync(new() { BucketName = Bucket, Key = "a", ByteRange = new("bytes=20-30") }, Ct));
        Assert.Equal("InvalidRange", refusal.ErrorCode);
    }

    [Fact]
    public async Task Conditions_hold()
    {
        var etag = (await Cloud.Client.PutAsync("/photos/a", "x"))["ETag"]!;
        Assert.Equal(HttpStatusCode.OK, (await Client.GetObjectAsync(new() { BucketName = Bucket, Key = "a", EtagToMatch = etag.ToLowerInvariant() }, Ct)).HttpStatusCode);
        var changed = await S3Clients.RefusalAsync(() => Client.GetObjectAsync(new() { BucketName = Bucket, Key = "a", EtagToMatch = "\"other\"" }, Ct));
        Assert.Equal(HttpStatusCode.PreconditionFailed, changed.StatusCode);
        var same = await S3Clients.RefusalAsync(() => Client.GetObjectAsync(new() { BucketName = Bucket, Key = "a", EtagToNotMatch = etag }, Ct));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task A_copy_takes_or_replaces_the_metadata()
    {
        await Cloud.Client.PutAsync("/photos/dir/a%20b.txt", "hello", ("x-oss-meta-author", "zoe"));
        var copy = await Client.CopyObjectAsync(new() { SourceBucket = Bucket, SourceKey = "dir/a b.txt", DestinationBucket = Bucket, DestinationKey = "copy" }, Ct);
        Assert.Equal("\"5D41402ABC4B2A76B9719D911017C592\"", copy.ETag);
        Assert.Equal("zoe", (await Client.GetObjectMetadataAsync(Bucket, "copy", Ct)).Metadata["author"]);
        await Client.CopyObjectAsync(new() { SourceBucket = Bucket, SourceKey = "copy", DestinationBucket = Bucket, DestinationKey = "copy", MetadataDirective = S3MetadataDirective.REPLACE, ContentType = "text/html" }, Ct);
        var replaced = await Client.GetObjectMetadataAsync(Bucket, "copy", Ct);
        Assert.Equal(("text/html", 0), (replaced.Headers.ContentType, replaced.Metadata.Count));
    }

    [Fact]
    public async Task Deleting_many_reports_each_and_quietly_only_failures()
    {
        foreach (var key in new[] { "a", "b", "c" }) await Cloud.Client.PutAsync($"/photos/{key}", key);
        var loud = await Client.DeleteObjectsAsync(new() { BucketName = Bucket, Objects = [new() { Key = "a" }, new() { Key = "nobody" }] }, Ct);
        Assert.Equal(["a", "nobody"], loud.DeletedObjects.Select(one => one.Key));
        var quiet = await Client.DeleteObjectsAsync(new() { BucketName = Bucket, Quiet = true, Objects = [new() { Key = "b" }] }, Ct);
        Assert.Empty(quiet.DeletedObjects ?? []);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.DeleteObjectAsync(Bucket, "c", Ct)).HttpStatusCode);
        Assert.Empty((await Client.ListObjectsV2Async(new() { BucketName = Bucket }, Ct)).S3Objects ?? []);
    }

    [Fact]
    public async Task Acls_are_given_by_word_or_by_grants_and_read_as_grants()
    {
        await Client.PutObjectAsync(new() { BucketName = Bucket, Key = "a", ContentBody = "x", UseChunkEncoding = false, CannedACL = S3CannedACL.PublicRead }, Ct);
        (await Cloud.As(null).GetAsync("/photos/a")).IsOk();
        var acl = await Client.GetObjectAclAsync(new() { BucketName = Bucket, Key = "a" }, Ct);
        Assert.Equal(["FULL_CONTROL", "READ"], acl.Grants.Select(grant => grant.Permission.Value));
        Assert.Equal(OssFixture.Account, acl.Owner.Id);

        acl.Grants.RemoveAll(grant => grant.Grantee.URI is not null);
        await Client.PutObjectAclAsync(new() { BucketName = Bucket, Key = "a", AccessControlPolicy = new() { Owner = acl.Owner, Grants = acl.Grants } }, Ct);
        (await Cloud.As(null).GetAsync("/photos/a")).IsRefused(403, "AccessDenied");

        acl.Grants.Add(new() { Grantee = new() { CanonicalUser = "somebody" }, Permission = S3Permission.READ });
        var refusal = await S3Clients.RefusalAsync(() => Client.PutObjectAclAsync(new() { BucketName = Bucket, Key = "a", AccessControlPolicy = new() { Owner = acl.Owner, Grants = acl.Grants } }, Ct));
        Assert.Equal("InvalidArgument", refusal.ErrorCode);
    }

    [Fact]
    public async Task A_presigned_url_reads_and_writes_until_it_ends()
    {
        using var http = new HttpClient();
        var put = await Client.GetPreSignedURLAsync(new() { BucketName = Bucket, Key = "a b.txt", Verb = HttpVerb.PUT, Expires = Cloud.Clocks.Wire.GetUtcNow().UtcDateTime.AddMinutes(5), Protocol = Protocol.HTTP });
        using var content = new StringContent("hello");
        content.Headers.ContentType = null;
        Assert.Equal(HttpStatusCode.OK, (await http.PutAsync(put, content, Ct)).StatusCode);
        var get = await Client.GetPreSignedURLAsync(new() { BucketName = Bucket, Key = "a b.txt", Expires = Cloud.Clocks.Wire.GetUtcNow().UtcDateTime.AddMinutes(5), Protocol = Protocol.HTTP, ResponseHeaderOverrides = new() { ContentType = "text/x-mine" } });
        var got = await http.GetAsync(get, Ct);
        Assert.Equal(("hello", "text/x-mine"), (await got.Content.ReadAsStringAsync(Ct), got.Content.Headers.ContentType?.MediaType));
        var tampered = await http.GetAsync(get.Replace("a%20b.txt", "other", StringComparison.Ordinal), Ct);
        Assert.Equal(HttpStatusCode.Forbidden, tampered.StatusCode);
        Assert.Equal("0002-00000429", tampered.Headers.GetValues("x-oss-ec").Single());
        Cloud.Clocks.Wire.Shift = TimeSpan.FromMinutes(6);
        var late = await http.GetAsync(get, Ct);
        Assert.Contains("Request has expired.", await late.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}

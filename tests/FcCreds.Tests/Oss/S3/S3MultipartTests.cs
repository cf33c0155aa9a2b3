using Amazon.S3;
using Amazon.S3.Model;

namespace FcCreds.Tests.Oss.S3;

public sealed class S3MultipartTests : S3ClientSuite
{
    private static readonly byte[] Body = [.. Enumerable.Range(0, 250_000).Select(at => (byte)(at % 251))];

    [Fact]
    public async Task An_upload_in_parts_is_listed_completed_and_one_object()
    {
        var upload = await Client.InitiateMultipartUploadAsync(new() { BucketName = Bucket, Key = "dir/a b", ContentType = "text/x-mine", StorageClass = S3StorageClass.StandardInfrequentAccess, Metadata = { ["author"] = "zoe" } }, Ct);
        Assert.Equal((Bucket, "dir/a b"), (upload.BucketName, upload.Key));
        var first = await PartAsync(upload, 1, Body[..150_000]);
        var second = await PartAsync(upload, 2, Body[150_000..]);

        var listed = (await Client.ListMultipartUploadsAsync(Bucket, Ct)).MultipartUploads.Single();
        Assert.Equal(("dir/a b", upload.UploadId, "STANDARD_IA"), (listed.Key, listed.UploadId, listed.StorageClass.Value));
        var parts = await Client.ListPartsAsync(Bucket, "dir/a b", upload.UploadId, Ct);
        Assert.Equal([(1, 150_000), (2, 100_000)], parts.Parts.Select(part => (part.PartNumber!.Value, (int)part.Size!)));

        var complete = await Client.CompleteMultipartUploadAsync(new() { BucketName = Bucket, Key = "dir/a b", UploadId = upload.UploadId, PartETags = [new(1, first), new(2, second)] }, Ct);
        Assert.Matches("^\"[0-9A-F]{32}-2\"$", complete.ETag);
        var got = await Cloud.Client.GetAsync("/photos/dir/a%20b");
        Assert.Equal(Body, got.Body);
        Assert.Equal(("text/x-mine", "IA", "zoe"), (got["Content-Type"], got["x-oss-storage-class"], got["x-oss-meta-author"]));
        Assert.Empty((await Client.ListMultipartUploadsAsync(Bucket, Ct)).MultipartUploads ?? []);
    }

    [Fact]
    public async Task A_part_can_be_copied_and_an_upload_given_up()
    {
        await Cloud.Client.SendAsync(new("PUT", "/photos/source") { Body = Body });
        var upload = await Client.InitiateMultipartUploadAsync(Bucket, "copy", Ct);
        var part = await Client.CopyPartAsync(new() { SourceBucket = Bucket, SourceKey = "source", DestinationBucket = Bucket, DestinationKey = "copy", UploadId = upload.UploadId, PartNumber = 1, FirstByte = 1000, LastByte = 200_999 }, Ct);
        await Client.CompleteMultipartUploadAsync(new() { BucketName = Bucket, Key = "copy", UploadId = upload.UploadId, PartETags = [new(1, part.ETag)] }, Ct);
        Assert.Equal(Body[1000..201_000], (await Cloud.Client.GetAsync("/photos/copy")).Body);

        var other = await Client.InitiateMultipartUploadAsync(Bucket, "given up", Ct);
        await Client.AbortMultipartUploadAsync(Bucket, "given up", other.UploadId, Ct);
        Assert.Equal("NoSuchUpload", (await S3Clients.RefusalAsync(() => PartAsync(other, 1, Body))).ErrorCode);
    }

    private async Task<string> PartAsync(InitiateMultipartUploadResponse upload, int number, byte[] body)
    {
        using var content = new MemoryStream(body);
        return (await Client.UploadPartAsync(new() { BucketName = upload.BucketName, Key = upload.Key, UploadId = upload.UploadId, PartNumber = number, InputStream = content, UseChunkEncoding = number == 1 }, Ct)).ETag;
    }
}

using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FcCreds.Core.Callers;
using FcCreds.Storage.S3;

namespace FcCreds.Tests.Storage.S3;

/// <summary>The S3 server that <c>./test</c> starts, or another that the variables name; each test has its own bucket prefix there.</summary>
internal sealed class TestS3 : IAsyncDisposable
{
    private readonly Uri endpoint = new(Variable("FCCREDS_TEST_S3_ENDPOINT"));
    private readonly string accessKeyId = Variable("FCCREDS_TEST_S3_ACCESS_KEY_ID");
    private readonly string secretAccessKey = Variable("FCCREDS_TEST_S3_SECRET_ACCESS_KEY");

    public TestS3() => Client = new AmazonS3Client(
        new BasicAWSCredentials(accessKeyId, secretAccessKey),
        new AmazonS3Config { ServiceURL = endpoint.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1", RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED });

    public string BucketPrefix { get; } = $"t{Guid.NewGuid().ToString("N")[..10]}-";

    /// <summary>A plain S3 client that knows nothing of FcCreds.</summary>
    public IAmazonS3 Client { get; }

    public S3StoreOptions Options => new()
    {
        Endpoint = endpoint,
        AccessKeyId = accessKeyId,
        SecretAccessKey = new Secret(secretAccessKey),
        BucketPrefix = BucketPrefix,
    };

    public static void SkipIfMissing() => Assert.SkipWhen(
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("FCCREDS_TEST_S3_ENDPOINT")),
        "no S3 server: install radosgw, ceph-mon, ceph-osd and ceph-common and run ./test, or let FCCREDS_TEST_S3_ENDPOINT name one");

    public async ValueTask DisposeAsync()
    {
        foreach (var bucket in (await Client.ListBucketsAsync()).Buckets ?? [])
        {
            if (bucket.BucketName.StartsWith(BucketPrefix, StringComparison.Ordinal)) await RemoveAsync(bucket.BucketName);
        }
        Client.Dispose();
    }

    private async Task RemoveAsync(string bucket)
    {
        var uploads = await Client.ListMultipartUploadsAsync(bucket);
        foreach (var upload in uploads.MultipartUploads ?? []) await Client.AbortMultipartUploadAsync(bucket, upload.Key, upload.UploadId);
        while ((await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket })).S3Objects is { Count: > 0 } objects)
            await Client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = bucket, Objects = objects.ConvertAll(listed => new KeyVersion { Key = listed.Key }) });
        await Client.DeleteBucketAsync(bucket);
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
}

using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace FcCreds.Benchmarks;

/// <summary>The S3 server that the tests' variables name.</summary>
internal sealed class S3Server : IDisposable
{
    private const string AccessKeyId = "FCCREDS_TEST_S3_ACCESS_KEY_ID";
    private const string SecretAccessKey = "FCCREDS_TEST_S3_SECRET_ACCESS_KEY";

    private readonly AmazonS3Client client;

    private S3Server(Uri endpoint)
    {
        Endpoint = endpoint;
        client = new(
            new BasicAWSCredentials(Environment.GetEnvironmentVariable(AccessKeyId), Environment.GetEnvironmentVariable(SecretAccessKey)),
            new AmazonS3Config { ServiceURL = endpoint.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
    }

    public Uri Endpoint { get; }

    public string BucketPrefix { get; } = $"b{Guid.NewGuid().ToString("N")[..10]}-";

    /// <summary>Options of a server on it.</summary>
    public IReadOnlyList<string> Options => ["--s3-endpoint", Endpoint.AbsoluteUri, "--s3-access-key-id", Environment.GetEnvironmentVariable(AccessKeyId)!, "--s3-bucket-prefix", BucketPrefix];

    public (string Name, string Value) Secret { get; } = ("FCCREDS_S3_SECRET_ACCESS_KEY", Environment.GetEnvironmentVariable(SecretAccessKey) ?? "");

    /// <summary>Null when none is named.</summary>
    public static S3Server? OfEnvironment() => Environment.GetEnvironmentVariable("FCCREDS_TEST_S3_ENDPOINT") is { Length: > 0 } endpoint ? new(new(endpoint)) : null;

    public string Presign(string method, string bucket, string objectKey) => new Uri(client.GetPreSignedURL(new GetPreSignedUrlRequest
    {
        BucketName = BucketPrefix + bucket,
        Key = objectKey,
        Verb = method == "PUT" ? HttpVerb.PUT : HttpVerb.GET,
        Protocol = Protocol.HTTP,
        Expires = TimeProvider.System.GetUtcNow().AddMinutes(30).UtcDateTime,
    })).PathAndQuery;

    public void Dispose() => client.Dispose();

    public async Task RemoveBucketsAsync()
    {
        foreach (var bucket in (await client.ListBucketsAsync()).Buckets ?? [])
        {
            if (!bucket.BucketName.StartsWith(BucketPrefix, StringComparison.Ordinal)) continue;
            while ((await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket.BucketName })).S3Objects is { Count: > 0 } objects)
            {
                foreach (var listed in objects) await client.DeleteObjectAsync(bucket.BucketName, listed.Key);
            }
            await client.DeleteBucketAsync(bucket.BucketName);
        }
    }
}

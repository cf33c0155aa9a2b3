using Amazon.Runtime;
using Amazon.S3;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.S3;

/// <summary>Amazon's own client for .NET, told to use the server of a test as OSS's documentation tells it to.</summary>
internal static class S3Clients
{
    public static AmazonS3Client S3(this OssFixture oss, SigningKey? key = null, bool asBySdkDefault = false)
    {
        var used = key ?? oss.Root;
        AWSCredentials credentials = used.SecurityToken is { } token
            ? new SessionAWSCredentials(used.AccessKeyId, used.AccessKeySecret.Value, token.Value)
            : new BasicAWSCredentials(used.AccessKeyId, used.AccessKeySecret.Value);
        return new(credentials, new AmazonS3Config
        {
            ServiceURL = $"http://127.0.0.1:{oss.Port}",
            AuthenticationRegion = "cn-hangzhou",
            ForcePathStyle = true,
            MaxErrorRetry = 0,
            RequestChecksumCalculation = asBySdkDefault ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = asBySdkDefault ? ResponseChecksumValidation.WHEN_SUPPORTED : ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <summary>Runs what must be refused.</summary>
    public static Task<AmazonS3Exception> RefusalAsync(Func<Task> action) => Assert.ThrowsAsync<AmazonS3Exception>(action);
}

using System.Net;
using Amazon.S3;

namespace FcCreds.Storage.S3.Faults;

/// <summary>What an S3 error means to a store.</summary>
internal static class S3Faults
{
    public static bool IsMissing(this AmazonS3Exception fault) => fault.StatusCode == HttpStatusCode.NotFound;

    public static bool IsBucketMissing(this AmazonS3Exception fault) => fault.ErrorCode == "NoSuchBucket";

    /// <summary>Also the answer to the loser of a race between two conditional writes.</summary>
    public static bool IsConditionFailed(this AmazonS3Exception fault)
        => fault.StatusCode == HttpStatusCode.PreconditionFailed || fault.ErrorCode == "ConditionalRequestConflict";
}

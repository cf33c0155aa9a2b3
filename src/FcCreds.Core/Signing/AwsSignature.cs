using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>Reads the authentication of S3 clients.</summary>
internal static class AwsSignature
{
    /// <summary>True when the request carries such authentication, well-formed or not.</summary>
    public static bool IsOn(WireRequest request)
        => request.Header("Authorization") is { } authorization
            ? authorization.StartsWith("AWS", StringComparison.Ordinal)
            : IsPresigned(request);

    /// <summary>The bucket is the caller's reading of host and path; only version 2 signs it apart from them.</summary>
    public static SignatureReading Read(WireRequest request, string? bucket)
    {
        if (request.Header("Authorization") is not { } authorization)
        {
            if (!IsPresigned(request)) return SignatureReading.Anonymous;
            return request.HasQuery("AWSAccessKeyId") ? AwsV2Signature.ReadQuery(request, bucket) : AwsV4Signature.ReadQuery(request);
        }
        if (IsPresigned(request)) return SignatureFault.HeaderAndQuery;
        return authorization.StartsWith("AWS ", StringComparison.Ordinal) ? AwsV2Signature.ReadHeader(request, authorization, bucket) : AwsV4Signature.ReadHeader(request, authorization);
    }

    private static bool IsPresigned(WireRequest request)
        => request.HasQuery("X-Amz-Algorithm") || request.HasQuery("X-Amz-Credential") || request.HasQuery("X-Amz-Signature") || request.HasQuery("AWSAccessKeyId");
}

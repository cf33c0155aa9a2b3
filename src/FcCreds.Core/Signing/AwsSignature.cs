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

    public static SignatureReading Read(WireRequest request)
    {
        if (request.Header("Authorization") is not { } authorization)
        {
            if (!IsPresigned(request)) return SignatureReading.Anonymous;
            return request.HasQuery("AWSAccessKeyId") ? SignatureFault.AwsV2 : AwsV4Signature.ReadQuery(request);
        }
        if (IsPresigned(request)) return SignatureFault.HeaderAndQuery;
        return authorization.StartsWith("AWS ", StringComparison.Ordinal) ? SignatureFault.AwsV2 : AwsV4Signature.ReadHeader(request, authorization);
    }

    private static bool IsPresigned(WireRequest request)
        => request.HasQuery("X-Amz-Algorithm") || request.HasQuery("X-Amz-Credential") || request.HasQuery("X-Amz-Signature") || request.HasQuery("AWSAccessKeyId");
}

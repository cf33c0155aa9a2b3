using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>Reads whichever OSS authentication a request carries. The resource is the caller's reading of host and path.</summary>
internal static class OssSignature
{
    public static SignatureReading Read(WireRequest request, string? bucket, string? key)
    {
        var authorization = request.Header("Authorization");
        var presigned = request.HasQuery("x-oss-signature-version") || request.HasQuery("OSSAccessKeyId") || request.HasQuery("Signature");
        if (authorization is not null) return presigned ? SignatureFault.HeaderAndQuery : ReadHeader(request, authorization, bucket, key);
        if (!presigned) return SignatureReading.Anonymous;
        return request.QueryValue("x-oss-signature-version") switch
        {
            null => OssV1Signature.ReadQuery(request, bucket, key),
            "OSS2" => OssV2Signature.ReadQuery(request, bucket, key),
            OssV4Signature.Algorithm => OssV4Signature.ReadQuery(request, bucket, key),
            _ => SignatureFault.MalformedAuthorization,
        };
    }

    private static SignatureReading ReadHeader(WireRequest request, string authorization, string? bucket, string? key)
    {
        if (authorization.StartsWith(OssV4Signature.Algorithm + " ", StringComparison.Ordinal)) return OssV4Signature.ReadHeader(request, authorization, bucket, key);
        if (authorization.StartsWith("OSS ", StringComparison.Ordinal)) return OssV1Signature.ReadHeader(request, authorization, bucket, key);
        if (authorization.StartsWith("OSS2 ", StringComparison.Ordinal)) return OssV2Signature.ReadHeader(request, authorization, bucket, key);
        return SignatureFault.MalformedAuthorization;
    }
}

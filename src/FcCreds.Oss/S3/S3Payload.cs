using FcCreds.Core.Signing;
using FcCreds.Oss.Access;

namespace FcCreds.Oss.S3;

/// <summary>The body of an S3 client's request, with every check that its headers announce.</summary>
internal static class S3Payload
{
    public static Stream Of(OssCall call, PresentedSignature? signature)
    {
        var v4 = signature as AwsV4Signature;
        if (AwsChunked.IsOn(call.Received)) return AwsChunked.Decode(call, v4);
        var body = v4 is null or { PayloadHash: AwsV4Signature.UnsignedPayload } ? call.Body : SignedPayload.Of(call.Body, v4.PayloadHash, OssErrors.AwsPayloadHash);
        foreach (var (name, value) in call.Received.Headers)
        {
            if (BodyChecksum.Of(name) is { } checksum) body = new ChecksummedBody(body, checksum, name.ToLowerInvariant(), () => value);
        }
        return body;
    }
}

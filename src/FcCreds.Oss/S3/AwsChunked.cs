using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Oss.S3;

/// <summary>
/// The framing <c>aws-chunked</c>. OSS documents that it takes chunks with signatures and refuses every other sort ("0017-00000804");
/// <see cref="OssOptions.AcceptAwsChunked"/> takes those too, as S3 does.
/// </summary>
internal static class AwsChunked
{
    public const string LengthHeader = "x-amz-decoded-content-length";
    public const string Token = "aws-chunked";
    private const string Streaming = "STREAMING-";
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string UnsignedWithTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    public static bool IsOn(WireRequest wire)
        => wire.Header(AwsV4Signature.PayloadHashHeader)?.StartsWith(Streaming, StringComparison.Ordinal) == true
            || wire.Header("Content-Encoding")?.Contains(Token, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A Content-Encoding without this one, which is none of the object's.</summary>
    public static string Without(string contentEncoding)
        => string.Join(',', contentEncoding.Split(',', StringSplitOptions.TrimEntries).Where(one => !one.Equals(Token, StringComparison.OrdinalIgnoreCase)));

    public static Stream Decode(OssCall call, AwsV4Signature? signature)
    {
        var wire = call.Received;
        // Nobody's request has no V4 signature, but may have chunks without any.
        var sort = signature?.PayloadHash ?? wire.Header(AwsV4Signature.PayloadHashHeader) ?? "";
        var accepted = sort switch
        {
            Signed => signature is not null,
            SignedWithTrailer => signature is not null && call.Options.AcceptAwsChunked,
            UnsignedWithTrailer => call.Options.AcceptAwsChunked,
            _ => false,
        };
        if (!accepted) throw Refused(wire, sort);
        if (!long.TryParse(wire.Header(LengthHeader), out var length) || length < 0) throw OssErrors.MissingContentLength.With(("Header", LengthHeader));
        var signer = sort == UnsignedWithTrailer ? null : signature!.ChunkSigner;
        var body = new AwsChunkedBody(call.Body, length, signer, hasTrailer: sort != Signed);
        return wire.Header("x-amz-trailer") is { Length: > 0 } name && BodyChecksum.Of(name) is { } checksum
            ? new ChecksummedBody(body, checksum, name, () => body.Trailer(name))
            : body;
    }

    private static ServiceException Refused(WireRequest wire, string payloadHash)
    {
        var encoding = wire.Header("Content-Encoding") ?? "";
        (string, string)[] details = encoding.Contains(Token, StringComparison.OrdinalIgnoreCase)
            ? [("ArgumentName", "Content-Encoding"), ("ArgumentValue", encoding)]
            : [("ArgumentName", AwsV4Signature.PayloadHashHeader), ("ArgumentValue", payloadHash)];
        return OssErrors.AwsChunked.With(details);
    }
}

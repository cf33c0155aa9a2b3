using System.Collections.Frozen;
using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>AWS Signature Version 2 (<c>AWS ak:signature</c>), which OSS still takes: s3cmd's signurl and old boto presign with it.</summary>
internal sealed class AwsV2Signature : PresentedSignature
{
    private const string Amz = "x-amz-";
    private static readonly FrozenSet<string> SubResources = FrozenSet.ToFrozenSet(
    [
        "accelerate", "acl", "cors", "defaultObjectAcl", "delete", "lifecycle", "location", "logging", "notification", "partNumber", "policy",
        "replication", "requestPayment", "restore", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
        "response-cache-control", "response-content-disposition", "response-content-encoding", "response-content-language",
        "response-content-type", "response-expires",
    ], StringComparer.Ordinal);

    private readonly WireRequest request;
    private readonly string? bucket;
    private readonly string dateLine;

    private AwsV2Signature(WireRequest request, string? bucket, string dateLine) => (this.request, this.bucket, this.dateLine) = (request, bucket, dateLine);

    public override string StringToSign => Compose(Resources().First());

    public static SignatureReading ReadHeader(WireRequest request, string authorization, string? bucket)
    {
        if (authorization["AWS ".Length..].Trim().Split(':') is not [{ Length: > 0 } accessKeyId, { Length: > 0 } signature]) return SignatureFault.MalformedAuthorization;
        var amzDate = request.Header("x-amz-date");
        if ((amzDate ?? request.Header("Date")) is not { Length: > 0 } date) return SignatureFault.MissingDate;
        // s3cmd writes the zone as a number.
        if (SignatureTime.ParseOss(date.Replace("+0000", "GMT", StringComparison.Ordinal)) is not { } signedAt) return SignatureFault.InvalidDate;
        return new AwsV2Signature(request, bucket, amzDate is null ? date : "")
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.Header("x-amz-security-token"),
            SignedAt = signedAt,
        };
    }

    public static SignatureReading ReadQuery(WireRequest request, string? bucket)
    {
        if (request.QueryValue("AWSAccessKeyId") is not { Length: > 0 } accessKeyId
            || request.QueryValue("Signature") is not { Length: > 0 } signature
            || request.QueryValue("Expires") is not { } expires) return SignatureFault.MissingPresignParameter;
        if (OssV1Signature.UnixTime(expires) is not { } validUntil) return SignatureFault.InvalidExpires;
        return new AwsV2Signature(request, bucket, expires)
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.QueryValue("x-amz-security-token"),
            ValidUntil = validUntil,
        };
    }

    public override bool IsMadeWith(string accessKeySecret)
    {
        foreach (var resource in Resources())
        {
            if (Mac.AreEqual(Mac.Sha1Base64(accessKeySecret, Compose(resource)), Provided)) return true;
        }
        return false;
    }

    /// <summary>The path with its bucket, which may stand in the host instead. A key can begin with its bucket's name, so the path alone does not tell.</summary>
    private IEnumerable<string> Resources()
    {
        var path = request.RawPath;
        var inPath = string.IsNullOrEmpty(bucket) || path == $"/{bucket}" || path.StartsWith($"/{bucket}/", StringComparison.Ordinal);
        if (inPath) yield return path;
        if (!string.IsNullOrEmpty(bucket)) yield return $"/{bucket}{path}";
    }

    private string Compose(string resource)
    {
        var text = new StringBuilder(256);
        text.Append(request.Method).Append('\n');
        text.Append(request.Header("Content-MD5")).Append('\n');
        text.Append(request.Header("Content-Type")).Append('\n');
        text.Append(dateLine).Append('\n');
        // A presigned URL carries in its query what was signed as headers.
        var moved = request.Query.Where(parameter => parameter.Name.StartsWith(Amz, StringComparison.OrdinalIgnoreCase)).Select(parameter => new HeaderField(parameter.Name, parameter.Value ?? ""));
        OssCanonical.AppendHeaders(text, request with { Headers = [.. request.Headers, .. moved] }, static name => name.StartsWith(Amz, StringComparison.Ordinal));
        text.Append(resource);
        var separator = '?';
        foreach (var (name, value) in request.Query.Where(parameter => SubResources.Contains(parameter.Name)).OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            text.Append(separator).Append(name);
            if (!string.IsNullOrEmpty(value)) text.Append('=').Append(value);
            separator = '&';
        }
        return text.ToString();
    }
}

using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>OSS signature version 2 (<c>OSS2</c>): rare, of Python's AuthV2, Java's SignVersion.V2 and Go v1. Verified only.</summary>
internal sealed class OssV2Signature : PresentedSignature
{
    private readonly WireRequest request;
    private readonly string resource;
    private readonly string dateLine;
    private readonly string[] additionalHeaders;

    private OssV2Signature(WireRequest request, string? bucket, string? key, string dateLine, string? additionalHeaders)
    {
        this.request = request;
        this.dateLine = dateLine;
        resource = PercentEncoding.Encode(OssCanonical.Resource(bucket, key));
        this.additionalHeaders = (additionalHeaders ?? "").ToLowerInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray();
    }

    public override string StringToSign
    {
        get
        {
            var text = new StringBuilder(256);
            text.Append(request.Method).Append('\n');
            text.Append(request.Header("Content-MD5")).Append('\n');
            text.Append(request.Header("Content-Type")).Append('\n');
            text.Append(dateLine).Append('\n');
            OssCanonical.AppendHeaders(text, request, name => name.StartsWith("x-oss-", StringComparison.Ordinal) || additionalHeaders.Contains(name));
            text.AppendJoin(';', additionalHeaders).Append('\n');
            text.Append(resource);
            var query = OssCanonical.Query(request.Query, "x-oss-signature");
            if (query.Length > 0) text.Append('?').Append(query);
            return text.ToString();
        }
    }

    public static SignatureReading ReadHeader(WireRequest request, string authorization, string? bucket, string? key)
    {
        var fields = Fields(authorization["OSS2 ".Length..]);
        if (fields.GetValueOrDefault("AccessKeyId") is not { Length: > 0 } accessKeyId
            || fields.GetValueOrDefault("Signature") is not { Length: > 0 } signature) return SignatureFault.MalformedAuthorization;
        if ((request.Header("x-oss-date") ?? request.Header("Date")) is not { Length: > 0 } date) return SignatureFault.MissingDate;
        if (SignatureTime.ParseOss(date) is not { } signedAt) return SignatureFault.InvalidDate;
        return new OssV2Signature(request, bucket, key, date, fields.GetValueOrDefault("AdditionalHeaders"))
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.Header("x-oss-security-token"),
            SignedAt = signedAt,
        };
    }

    public static SignatureReading ReadQuery(WireRequest request, string? bucket, string? key)
    {
        if (request.QueryValue("x-oss-access-key-id") is not { Length: > 0 } accessKeyId
            || request.QueryValue("x-oss-signature") is not { Length: > 0 } signature
            || request.QueryValue("x-oss-expires") is not { } expires) return SignatureFault.MissingPresignParameter;
        if (OssV1Signature.UnixTime(expires) is not { } validUntil) return SignatureFault.InvalidExpires;
        return new OssV2Signature(request, bucket, key, expires, request.QueryValue("x-oss-additional-headers"))
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.QueryValue("security-token") ?? request.QueryValue("x-oss-security-token"),
            ValidUntil = validUntil,
        };
    }

    public override bool IsMadeWith(string accessKeySecret)
        => Mac.AreEqual(Convert.ToBase64String(Mac.Sha256(accessKeySecret, StringToSign)), Provided);

    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) fields.TryAdd(part[..colon].Trim(), part[(colon + 1)..].Trim());
        }
        return fields;
    }
}

using System.Globalization;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>Signs OSS requests as a client does. Gives what has to be added to the request: headers, or query parameters.</summary>
internal sealed class OssSigner(SigningKey key, string region)
{
    /// <summary>V4 headers, among them Authorization. The request already carries every header that is to be signed; those outside the default set are named.</summary>
    public IReadOnlyList<HeaderField> SignV4(WireRequest request, string? bucket, string? objectKey, DateTimeOffset now, params string[] additionalHeaders)
    {
        var stamp = SignatureTime.Format(now, SignatureTime.IsoBasic);
        var scope = new OssV4Scope(stamp[..8], region, "oss");
        List<HeaderField> added = [new("x-oss-date", stamp)];
        if (request.Header("x-oss-content-sha256") is null) added.Add(new("x-oss-content-sha256", OssV4Signature.UnsignedPayload));
        if (key.SecurityToken is { } token) added.Add(new("x-oss-security-token", token.Value));
        var names = additionalHeaders.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal).ToArray();
        var signature = OssV4Signature.Sign(request with { Headers = [.. request.Headers, .. added] }, bucket, objectKey, stamp, scope, names, key.AccessKeySecret.Value);
        var additional = names.Length == 0 ? "" : $",AdditionalHeaders={string.Join(';', names)}";
        added.Add(new("Authorization", $"{OssV4Signature.Algorithm} Credential={key.AccessKeyId}/{scope}{additional},Signature={signature}"));
        return added;
    }

    /// <summary>V1 headers, among them Authorization and Date.</summary>
    public IReadOnlyList<HeaderField> SignV1(WireRequest request, string? bucket, string? objectKey, DateTimeOffset now)
    {
        var date = SignatureTime.Format(now, "r");
        List<HeaderField> added = [new("Date", date)];
        if (key.SecurityToken is { } token) added.Add(new("x-oss-security-token", token.Value));
        var signature = OssV1Signature.Sign(request with { Headers = [.. request.Headers, .. added] }, bucket, objectKey, date, key.AccessKeySecret.Value);
        added.Add(new("Authorization", $"OSS {key.AccessKeyId}:{signature}"));
        return added;
    }

    /// <summary>Query parameters of a V4 presigned URL.</summary>
    public IReadOnlyList<QueryParameter> PresignV4(WireRequest request, string? bucket, string? objectKey, DateTimeOffset now, TimeSpan validity)
    {
        var stamp = SignatureTime.Format(now, SignatureTime.IsoBasic);
        var scope = new OssV4Scope(stamp[..8], region, "oss");
        List<QueryParameter> added =
        [
            new("x-oss-signature-version", OssV4Signature.Algorithm),
            new("x-oss-credential", $"{key.AccessKeyId}/{scope}"),
            new("x-oss-date", stamp),
            new("x-oss-expires", ((long)validity.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        ];
        if (key.SecurityToken is { } token) added.Add(new("x-oss-security-token", token.Value));
        added.Add(new("x-oss-signature", OssV4Signature.Sign(request with { Query = [.. request.Query, .. added] }, bucket, objectKey, stamp, scope, [], key.AccessKeySecret.Value)));
        return added;
    }

    /// <summary>Query parameters of a V1 presigned URL.</summary>
    public IReadOnlyList<QueryParameter> PresignV1(WireRequest request, string? bucket, string? objectKey, DateTimeOffset validUntil)
    {
        var expires = validUntil.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        List<QueryParameter> added = [];
        if (key.SecurityToken is { } token) added.Add(new("security-token", token.Value));
        var signature = OssV1Signature.Sign(request with { Query = [.. request.Query, .. added] }, bucket, objectKey, expires, key.AccessKeySecret.Value);
        added.AddRange([new("OSSAccessKeyId", key.AccessKeyId), new("Expires", expires), new("Signature", signature)]);
        return added;
    }
}

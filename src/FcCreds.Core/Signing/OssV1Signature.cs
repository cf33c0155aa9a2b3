using System.Globalization;
using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>OSS signature version 1: <c>Authorization: OSS ak:signature</c>, or the query parameters of a presigned URL.</summary>
internal sealed class OssV1Signature : PresentedSignature
{
    private readonly WireRequest request;
    private readonly string resource;
    private readonly string dateLine;

    private OssV1Signature(WireRequest request, string? bucket, string? key, string dateLine)
    {
        this.request = request;
        this.dateLine = dateLine;
        resource = OssCanonical.Resource(bucket, key);
    }

    public override string StringToSign => Compose(flipped: []);

    public static SignatureReading ReadHeader(WireRequest request, string authorization, string? bucket, string? key)
    {
        var parts = authorization["OSS ".Length..].Trim().Split(':');
        if (parts is not [{ Length: > 0 } accessKeyId, { Length: > 0 } signature]) return SignatureFault.MalformedAuthorization;
        // ali-oss sends x-oss-date alone; where both exist the x-oss- one fills the date line.
        if ((request.Header("x-oss-date") ?? request.Header("Date")) is not { Length: > 0 } date) return SignatureFault.MissingDate;
        if (SignatureTime.ParseOss(date) is not { } signedAt) return SignatureFault.InvalidDate;
        return new OssV1Signature(request, bucket, key, date)
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.Header("x-oss-security-token"),
            SignedAt = signedAt,
        };
    }

    public static SignatureReading ReadQuery(WireRequest request, string? bucket, string? key)
    {
        if (request.QueryValue("OSSAccessKeyId") is not { Length: > 0 } accessKeyId
            || request.QueryValue("Signature") is not { Length: > 0 } signature
            || request.QueryValue("Expires") is not { } expires) return SignatureFault.MissingPresignParameter;
        if (request.Header("x-oss-security-token") is not null) return SignatureFault.TokenInHeaderOfPresignedUrl;
        if (UnixTime(expires) is not { } validUntil) return SignatureFault.InvalidExpires;
        return new OssV1Signature(request, bucket, key, expires)
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.QueryValue("security-token"),
            ValidUntil = validUntil,
        };
    }

    /// <summary>A time in unix seconds, or null when the text is no such time.</summary>
    internal static DateTimeOffset? UnixTime(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public override bool IsMadeWith(string accessKeySecret)
    {
        if (Matches(accessKeySecret, StringToSign)) return true;
        // SDKs disagree about which of the newer names are signed: try the other reading of each of them, and of all.
        var disputed = request.Query.Select(p => p.Name).Where(OssSubResources.IsDisputed).Distinct().Take(4).ToArray();
        for (var subset = 1; subset < 1 << disputed.Length; subset++)
        {
            var flipped = disputed.Where((_, i) => (subset & (1 << i)) != 0).ToArray();
            if (Matches(accessKeySecret, Compose(flipped))) return true;
        }
        return false;
    }

    internal static string Sign(WireRequest request, string? bucket, string? key, string dateLine, string accessKeySecret)
        => Mac.Sha1Base64(accessKeySecret, new OssV1Signature(request, bucket, key, dateLine) { AccessKeyId = "", Provided = "" }.StringToSign);

    private bool Matches(string secret, string stringToSign) => Mac.AreEqual(Mac.Sha1Base64(secret, stringToSign), Provided);

    private string Compose(string[] flipped)
    {
        var text = new StringBuilder(256);
        text.Append(request.Method).Append('\n');
        text.Append(request.Header("Content-MD5")).Append('\n');
        text.Append(request.Header("Content-Type")).Append('\n');
        text.Append(dateLine).Append('\n');
        OssCanonical.AppendHeaders(text, request, static name => name.StartsWith("x-oss-", StringComparison.Ordinal));
        text.Append(resource);
        AppendSubResources(text, flipped);
        return text.ToString();
    }

    private void AppendSubResources(StringBuilder text, string[] flipped)
    {
        if (request.Query.Count == 0) return;
        var separator = '?';
        // A parameter that occurs twice counts once, with its first value.
        foreach (var parameter in request.Query.Where(p => OssSubResources.IsSigned(p.Name) != flipped.Contains(p.Name))
            .DistinctBy(p => p.Name, StringComparer.Ordinal).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            text.Append(separator).Append(parameter.Name);
            if (!string.IsNullOrEmpty(parameter.Value)) text.Append('=').Append(parameter.Value);
            separator = '&';
        }
    }
}

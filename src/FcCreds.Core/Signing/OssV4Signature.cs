using System.Globalization;
using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>OSS signature version 4 (<c>OSS4-HMAC-SHA256</c>), the default of all v2 SDKs, by header or presigned.</summary>
internal sealed class OssV4Signature : PresentedSignature
{
    public const string Algorithm = "OSS4-HMAC-SHA256";
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>Seconds; seven days.</summary>
    public const int MaxExpires = 604_800;

    private readonly string timestamp;

    private OssV4Signature(WireRequest request, string? bucket, string? key, string timestamp, OssV4Scope scope, string[] additionalHeaders)
    {
        this.timestamp = timestamp;
        Scope = scope;
        PayloadHash = request.Header("x-oss-content-sha256") ?? UnsignedPayload;
        CanonicalRequest = Canonicalize(request, bucket, key, additionalHeaders, PayloadHash);
    }

    /// <summary>Region and product that the client signed for; a server may insist on its own.</summary>
    public OssV4Scope Scope { get; }

    /// <summary>What the client says of the body: <c>UNSIGNED-PAYLOAD</c> or its SHA-256 in hex.</summary>
    public string PayloadHash { get; }

    public override string CanonicalRequest { get; }

    public override string StringToSign => $"{Algorithm}\n{timestamp}\n{Scope}\n{Mac.HashHex(CanonicalRequest)}";

    public static SignatureReading ReadHeader(WireRequest request, string authorization, string? bucket, string? key)
    {
        string? credential = null, additional = null, signature = null;
        foreach (var part in authorization[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return SignatureFault.V4MalformedAuthorization;
            var value = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "Credential": credential = value; break;
                case "AdditionalHeaders": additional = value; break;
                case "Signature": signature = value; break;
                default: return SignatureFault.V4MalformedAuthorization;
            }
        }
        if (credential is null || string.IsNullOrEmpty(signature)) return SignatureFault.V4MalformedAuthorization;
        if (OssV4Scope.Parse(credential) is not var (accessKeyId, scope)) return SignatureFault.V4MalformedCredential;
        if (FaultOf(additional, out var names) is var fault and not SignatureFault.None) return fault;
        if ((request.Header("x-oss-date") ?? request.Header("Date")) is not { Length: > 0 } date) return SignatureFault.MissingDate;
        if (SignatureTime.ParseOss(date) is not { } signedAt) return SignatureFault.InvalidDate;
        var stamp = SignatureTime.Format(signedAt, SignatureTime.IsoBasic);
        if (stamp[..8] != scope.Day) return SignatureFault.V4DateMismatch;
        return new OssV4Signature(request, bucket, key, stamp, scope, names)
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.Header("x-oss-security-token"),
            SignedAt = signedAt,
        };
    }

    public static SignatureReading ReadQuery(WireRequest request, string? bucket, string? key)
    {
        if (request.QueryValue("x-oss-credential") is not { Length: > 0 } credential) return SignatureFault.V4MissingCredential;
        if (request.QueryValue("x-oss-signature") is not { Length: > 0 } signature) return SignatureFault.V4MissingSignature;
        if (request.QueryValue("x-oss-expires") is not { Length: > 0 } expires) return SignatureFault.V4MissingExpires;
        if (OssV4Scope.Parse(credential) is not var (accessKeyId, scope)) return SignatureFault.V4MalformedCredential;
        if (FaultOf(request.QueryValue("x-oss-additional-headers"), out var names) is var fault and not SignatureFault.None) return fault;
        if (request.QueryValue("x-oss-date") is not { Length: > 0 } date) return SignatureFault.MissingDate;
        if (SignatureTime.ParseExact(date, SignatureTime.IsoBasic) is not { } signedAt) return SignatureFault.InvalidDate;
        if (date[..8] != scope.Day) return SignatureFault.V4DateMismatch;
        if (!int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is 0 or > MaxExpires) return SignatureFault.InvalidExpires;
        return new OssV4Signature(request, bucket, key, date, scope, names)
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.QueryValue("x-oss-security-token"),
            ValidFrom = signedAt,
            ValidUntil = signedAt + TimeSpan.FromSeconds(seconds),
        };
    }

    public override bool IsMadeWith(string accessKeySecret) => Mac.AreEqual(Scope.Sign(accessKeySecret, StringToSign), Provided);

    internal static string Sign(WireRequest request, string? bucket, string? key, string timestamp, OssV4Scope scope, string[] additionalHeaders, string accessKeySecret)
        => scope.Sign(accessKeySecret, new OssV4Signature(request, bucket, key, timestamp, scope, additionalHeaders) { AccessKeyId = "", Provided = "" }.StringToSign);

    private static SignatureFault FaultOf(string? additionalHeaders, out string[] names)
    {
        names = [];
        if (additionalHeaders is null) return SignatureFault.None;
        if (additionalHeaders.Length == 0) return SignatureFault.V4EmptyAdditionalHeaders;
        names = additionalHeaders.ToLowerInvariant().Split(';');
        Array.Sort(names, StringComparer.Ordinal);
        return names.Contains("") ? SignatureFault.V4EmptyAdditionalHeader : SignatureFault.None;
    }

    private static string Canonicalize(WireRequest request, string? bucket, string? key, string[] additionalHeaders, string payloadHash)
    {
        var text = new StringBuilder(512);
        text.Append(request.Method).Append('\n');
        text.Append(PercentEncoding.EncodePath(OssCanonical.Resource(bucket, key))).Append('\n');
        text.Append(OssCanonical.Query(request.Query, "x-oss-signature")).Append('\n');
        OssCanonical.AppendHeaders(text, request, name => IsDefault(name) || additionalHeaders.Contains(name));
        text.Append('\n').AppendJoin(';', additionalHeaders.Where(name => !IsDefault(name))).Append('\n');
        return text.Append(payloadHash).ToString();
    }

    private static bool IsDefault(string name)
        => name is "content-type" or "content-md5" || name.StartsWith("x-oss-", StringComparison.Ordinal);
}

using System.Text;
using FcCreds.Core.Http;

namespace FcCreds.Core.Signing;

/// <summary>FC 2.0's own signature, <c>Authorization: FC ak:signature</c> (HMAC-SHA256), of its API and of its HTTP triggers.</summary>
internal sealed class FcSignature : PresentedSignature
{
    private const string Scheme = "FC ";

    private FcSignature(string stringToSign) => StringToSign = stringToSign;

    public override string StringToSign { get; }

    /// <summary>Reads an API request, which signs its path alone.</summary>
    public static SignatureReading Read(WireRequest request) => Read(request, withQuery: false);

    /// <summary>Reads a request to an HTTP trigger, which signs its query besides.</summary>
    public static SignatureReading ReadTrigger(WireRequest request) => Read(request, withQuery: true);

    public override bool IsMadeWith(string accessKeySecret)
        => Mac.AreEqual(Convert.ToBase64String(Mac.Sha256(accessKeySecret, StringToSign)), Provided);

    private static SignatureReading Read(WireRequest request, bool withQuery)
    {
        if (request.Header("Authorization") is not { } authorization) return SignatureReading.Anonymous;
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal)
            || authorization[Scheme.Length..].Split(':') is not [{ Length: > 0 } accessKeyId, { Length: > 0 } signature]) return SignatureFault.MalformedAuthorization;
        if (request.Header("Date") is not { Length: > 0 } date) return SignatureFault.MissingDate;
        if (SignatureTime.ParseOss(date) is not { } signedAt) return SignatureFault.InvalidDate;
        if (!PercentEncoding.TryDecode(request.RawPath, out var path)) return SignatureFault.MalformedPath;
        return new FcSignature(Compose(request, path, date, withQuery))
        {
            AccessKeyId = accessKeyId,
            Provided = signature,
            SecurityToken = request.Header("x-fc-security-token") is { Length: > 0 } token ? token : null,
            SignedAt = signedAt,
        };
    }

    private static string Compose(WireRequest request, string path, string date, bool withQuery)
    {
        var text = new StringBuilder(256);
        text.Append(request.Method).Append('\n');
        text.Append(request.Header("Content-MD5")).Append('\n');
        text.Append(request.Header("Content-Type")).Append('\n');
        text.Append(date).Append('\n');
        OssCanonical.AppendHeaders(text, request, static name => name.StartsWith("x-fc-", StringComparison.Ordinal));
        text.Append(path);
        if (!withQuery) return text.ToString();
        // A trigger's signer ends the path with a line feed even when no parameter follows.
        return text.Append('\n').AppendJoin('\n', request.Query.Select(p => $"{p.Name}={p.Value}").Order(StringComparer.Ordinal)).ToString();
    }
}

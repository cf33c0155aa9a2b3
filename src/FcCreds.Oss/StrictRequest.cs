using FcCreds.Core.Http;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.S3;

namespace FcCreds.Oss;

/// <summary>
/// Refuses what an operation would have to ignore: query keys and <c>x-oss-*</c> headers that it does not read. A key must never
/// fall through to a listing or a put. Only a stranger with a value on an object read passes, with a note: <c>/logo.png?v=3</c>.
/// </summary>
internal static class StrictRequest
{
    /// <summary>Signatures, and what any request may carry.</summary>
    private static readonly NameSet AnyParameter = new("""
        OSSAccessKeyId Signature Expires security-token
        x-oss-signature x-oss-signature-version x-oss-credential x-oss-date x-oss-expires x-oss-additional-headers x-oss-security-token
        x-oss-access-key-id x-oss-traffic-limit x-oss-request-payer x-oss-ac-*
        """.ReplaceLineEndings(" "));

    private static readonly NameSet AnyHeader = new("""
        x-oss-date x-oss-security-token x-oss-content-sha256 x-oss-traffic-limit x-oss-request-payer x-oss-user-agent
        """.ReplaceLineEndings(" "));

    public static void Check(OssCall call, OperationRow row)
    {
        CheckFraming(call);
        foreach (var parameter in call.Wire.Query)
        {
            if (!row.ReadsParameter(parameter.Name) && !AnyParameter.Contains(parameter.Name)) Stranger(call, parameter);
        }
        foreach (var header in call.Wire.Headers)
        {
            if (header.Name.StartsWith("x-oss-", StringComparison.OrdinalIgnoreCase) && !row.ReadsHeader(header.Name) && !AnyHeader.Contains(header.Name))
                Stranger(call, header);
        }
    }

    /// <summary>
    /// The framing of S3 clients has been taken off an S3 request by now. Under any other signature it would become part of the content.
    /// </summary>
    private static void CheckFraming(OssCall call)
    {
        if (call.Header("Content-Encoding") is { } encoding && encoding.Contains(AwsChunked.Token, StringComparison.OrdinalIgnoreCase))
            throw OssErrors.AwsChunked.With(("ArgumentName", "Content-Encoding"), ("ArgumentValue", encoding));
    }

    private static void Stranger(OssCall call, QueryParameter parameter)
    {
        var isRead = call.Address.Level == OssLevel.Object && call.Wire.Method is "GET" or "HEAD";
        var isIgnorable = call.Options.Loose || (isRead && !string.IsNullOrEmpty(parameter.Value));
        if (!isIgnorable || OssApi.IsSubResource(parameter.Name) || parameter.Name.StartsWith("x-oss-", StringComparison.Ordinal))
        {
            throw OssErrors.NotImplemented.Saying("A parameter you provided implies functionality that is not implemented.",
                ("ArgumentName", parameter.Name), ("ArgumentValue", parameter.Value ?? ""));
        }
        call.Note("ignored-query", $"{call.Row!.Name} does not read the query parameter {parameter.Name}.");
    }

    private static void Stranger(OssCall call, HeaderField header)
    {
        if (!call.Options.Loose) throw OssErrors.NotImplemented.With(("Header", header.Name.ToLowerInvariant()));
        call.Note("ignored-header", $"{call.Row!.Name} does not read the header {header.Name}.");
    }
}

using System.Globalization;
using System.Text;
using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Access;

/// <summary>
/// What OSS says of credentials and signatures that do not hold. SecurityTokenNotSupported (EC 0002-00000001) comes by order only
/// (<see cref="Server.Drills.FaultsTests"/>), for no page names an operation or region that refuses sessions.
/// </summary>
public sealed class CredentialErrorTableTests
{
    private const string Unknown = "The OSS Access Key Id you provided does not exist in our records.";
    private const string Wrong = "The request signature we calculated does not match the signature you provided. Check your key and signing method.";
    private const string Scope = "cn-hangzhou/oss/aliyun_v4_request";

    private static readonly WireRequest Wire = new() { Method = "GET", Scheme = "http", Host = "127.0.0.1", RawPath = "/photos/a", Query = [], Headers = [] };

    private static readonly string[] Compared = ["OSSAccessKeyId", "SignatureProvided", "StringToSign", "StringToSignBytes"];

    private static readonly ErrorRow[] Rows =
    [
        new("unknown long-term key", $"403 InvalidAccessKeyId 0002-00000902 {Unknown}", "docs, EC 0002-00000902",
            oss => oss.As(new("LTAInobody", new Secret("x"))).GetAsync("/photos/a"), "OSSAccessKeyId"),
        new("session key without its token", $"403 InvalidAccessKeyId 0002-00000003 {Unknown} The Security Token may be lost to specify that it is a STS Access Id.", "docs, EC 0002-00000003",
            oss => oss.As(Session(oss) with { SecurityToken = null }).GetAsync("/photos/a"), "OSSAccessKeyId"),
        new("long-term key with a token", $"403 InvalidAccessKeyId 0002-00000002 {Unknown}", "docs, EC 0002-00000002, second cause",
            oss => oss.As(oss.Root with { SecurityToken = Session(oss).SecurityToken }).GetAsync("/photos/a"), "OSSAccessKeyId"),
        new("session key that STS has forgotten", $"403 InvalidAccessKeyId 0002-00000002 {Unknown}", "docs, EC 0002-00000002, third cause; ali-oss #1363",
            oss => LaterAsync(oss, Session(oss)), "OSSAccessKeyId") { Options = new() { ForgetsExpiredKeys = true } },
        new("disabled key", "403 InvalidAccessKeyId - The OSS Access Key Id you provided is disabled.", "docs, HTTP status code 403",
            oss => { oss.Disable(oss.User); return oss.As(oss.User).GetAsync("/photos/a"); }, "OSSAccessKeyId"),
        new("characters that no key has", "403 InvalidAccessKeyId 0002-00000901 The OSS Access Key Id you provided contains non-acceptable characters.", "docs, HTTP status code 403 and EC 0002-00000901",
            oss => oss.As(new("LTAI****", new Secret("x"))).GetAsync("/photos/a"), "OSSAccessKeyId"),
        new("token that is none", "403 InvalidSecurityToken 0002-00000006 The security token you provided is invalid.", "docs, EC 0002-00000006",
            oss => oss.As(Session(oss) with { SecurityToken = new("CAISgarbage") }).GetAsync("/photos/a")),
        new("token of another key", "403 AccessKeyIdAndSecurityTokenNotMatch 0002-00000004 The OSS access key id and security token you provided does not match.", "docs, EC 0002-00000004",
            oss => oss.As(Session(oss) with { SecurityToken = Session(oss).SecurityToken }).GetAsync("/photos/a")),
        new("expired token", "403 SecurityTokenExpired 0002-00000007 The security token you provided has expired.", "docs, EC 0002-00000007",
            oss => LaterAsync(oss, Session(oss))),
        new("wrong V1 signature", $"403 SignatureDoesNotMatch 0002-00000040 {Wrong}", "docs, EC 0002-00000040", oss => WrongAsync(oss, Signing.V1), Compared),
        new("wrong V1 signature in a URL", $"403 SignatureDoesNotMatch 0002-00000040 {Wrong}", "docs, EC 0002-00000040", oss => WrongAsync(oss, Signing.PresignedV1), Compared),
        new("wrong V4 signature", $"403 SignatureDoesNotMatch 0002-00000040 {Wrong}", "docs, EC 0002-00000040", oss => WrongAsync(oss, Signing.V4), [.. Compared, "CanonicalRequest"]),
        new("wrong V4 signature in a URL", $"403 SignatureDoesNotMatch 0002-00000040 {Wrong}", "docs, EC 0002-00000040", oss => WrongAsync(oss, Signing.PresignedV4), [.. Compared, "CanonicalRequest"]),
        new("wrong signature of S3's second kind", $"403 SignatureDoesNotMatch 0002-00000307 {Wrong}", "docs, EC 0002-00000307",
            oss => SendAsync(oss, ("Authorization", "AWS LTAIroot:c2lnbmF0dXJl"), ("Date", Rfc1123(oss))), "Resource", "AWSAccessKeyId", "SignatureProvided", "StringToSign", "StringToSignBytes"),
        new("clock behind", "403 RequestTimeTooSkewed 0002-00000504 The difference between the request time and the current time is too large.", "docs, EC 0002-00000504",
            oss => oss.Client.SendAsync(new("GET", "/photos/a") { Skew = TimeSpan.FromMinutes(-16) }), "MaxAllowedSkewMilliseconds", "RequestTime", "ServerTime"),
        new("clock ahead", "403 RequestTimeTooSkewed 0002-00000504 The difference between the request time and the current time is too large.", "docs, EC 0002-00000504",
            oss => oss.Client.SendAsync(new("GET", "/photos/a") { Signing = Signing.V1, Skew = TimeSpan.FromMinutes(16) }), "MaxAllowedSkewMilliseconds", "RequestTime", "ServerTime"),
        new("no date", "403 AccessDenied 0002-00000503 OSS authentication requires a valid Date.", "docs, EC 0002-00000503", oss => SendAsync(oss, ("Authorization", "OSS LTAIroot:c2lnbmF0dXJl"))),
        new("date that is none", "403 AccessDenied 0002-00000503 OSS authentication requires a valid Date.", "docs, EC 0002-00000503",
            oss => SendAsync(oss, ("Authorization", "OSS LTAIroot:c2lnbmF0dXJl"), ("Date", "yesterday"))),
        new("expired V1 URL", "403 AccessDenied 0002-00000069 Request has expired.", "docs, EC 0002-00000069",
            oss => oss.Client.SendAsync(new("GET", "/photos/a") { Signing = Signing.PresignedV1, Skew = TimeSpan.FromMinutes(-16) }), "Expires", "ServerTime"),
        new("expired V4 URL", "403 AccessDenied 0002-00000069 Request has expired.", "docs, EC 0002-00000069",
            oss => oss.Client.SendAsync(new("GET", "/photos/a") { Signing = Signing.PresignedV4, Skew = TimeSpan.FromMinutes(-16) }), "Expires", "ServerTime"),
        new("end of a URL that is no number", "403 AccessDenied 0002-00000070 Invalid date (should be seconds since epoch)", "docs, EC 0002-00000070",
            oss => UrlAsync(oss, ("OSSAccessKeyId", "LTAIroot"), ("Expires", "tomorrow"), ("Signature", "c2ln"))),
        new("V1 URL that lacks a parameter", "403 AccessDenied - Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters", "docs, HTTP status code 403",
            oss => UrlAsync(oss, ("OSSAccessKeyId", "LTAIroot"), ("Signature", "c2ln"))),
        new("V4 URL before its time", "403 AccessDenied 0002-00000235 Request is not valid yet.", "docs, EC 0002-00000235",
            oss => oss.Client.SendAsync(new("GET", "/photos/a") { Signing = Signing.PresignedV4, Skew = TimeSpan.FromMinutes(16) }), "ValidFrom", "ServerTime"),
        new("V4 header of no form", "400 InvalidArgument 0002-00000202 The format of Authorization is invalid.", "docs, EC 0002-00000202", oss => V4Async(oss, "nonsense")),
        new("V4 header without a credential", "400 InvalidArgument 0002-00000202 The format of Authorization is invalid.", "docs, EC 0002-00000202", oss => V4Async(oss, "Signature=00")),
        new("V4 header that names no additional header", "400 InvalidArgument 0002-00000209 AdditionalHeaders must not be empty.", "docs, EC 0002-00000209",
            oss => V4Async(oss, $"Credential=LTAIroot/{Day(oss)}/{Scope},AdditionalHeaders=,Signature=00")),
        new("V4 header with an additional header that has no name", "400 InvalidArgument 0002-00000210 An element of AdditionalHeaders is empty.", "docs, EC 0002-00000210",
            oss => V4Async(oss, $"Credential=LTAIroot/{Day(oss)}/{Scope},AdditionalHeaders=host;,Signature=00")),
        new("V4 URL without an end", "400 InvalidArgument 0002-00000215 The parameter x-oss-expires is required.", "docs, EC 0002-00000215",
            oss => UrlAsync(oss, ("x-oss-signature-version", OssV4Signature.Algorithm), ("x-oss-credential", $"LTAIroot/{Day(oss)}/{Scope}"), ("x-oss-date", Stamp(oss)), ("x-oss-signature", "00"))),
        new("V4 URL without a signature", "400 InvalidArgument 0002-00000219 The parameter x-oss-signature is required.", "docs, EC 0002-00000219",
            oss => UrlAsync(oss, ("x-oss-signature-version", OssV4Signature.Algorithm), ("x-oss-credential", $"LTAIroot/{Day(oss)}/{Scope}"), ("x-oss-date", Stamp(oss)), ("x-oss-expires", "60"))),
        new("V4 credential with a date of another form", "400 InvalidArgument 0002-00000223 The date or scope in the credential is invalid.", "docs, EC 0002-00000223",
            oss => UrlAsync(oss, ("x-oss-signature-version", OssV4Signature.Algorithm), ("x-oss-credential", $"LTAIroot/2022-12-20/{Scope}"), ("x-oss-date", Stamp(oss)), ("x-oss-expires", "60"), ("x-oss-signature", "00"))),
        new("V4 signature of another region", "400 InvalidArgument 0002-00000226 Invalid signing region in Authorization header.", "tests of oss2",
            oss => SendAsync(oss, [.. new OssSigner(oss.Root, "cn-beijing").SignV4(Wire, "photos", "a", oss.Clocks.Wire.GetUtcNow()).Select(field => (field.Name, field.Value))]), "Region") { Options = new() { StrictRegion = true } },
        new("form with a V4 credential of no form", "400 InvalidArgument 0002-00000710 The V4 signature fields of the form are invalid.", "docs, EC 0002-00000710", FormAsync, "ArgumentName", "ArgumentValue"),
        new("V1 header of no form", "400 InvalidArgument - Authorization header is invalid.", "docs, HTTP status code 400", oss => SendAsync(oss, ("Authorization", "OSS LTAIroot")), "ArgumentName"),
        new("header of a scheme that is none", "400 InvalidArgument - Authorization header is invalid.", "docs, HTTP status code 400", oss => SendAsync(oss, ("Authorization", "Basic YTpi")), "ArgumentName"),
    ];

    public static TheoryData<string> Situations => [.. Rows.Select(row => row.Situation)];

    [Theory]
    [MemberData(nameof(Situations))]
    public Task Every_row_comes_from_a_request(string situation) => Rows.Single(row => row.Situation == situation).AssertAsync();

    /// <summary>The signature of S3's fourth kind has its own client.</summary>
    [Fact]
    public async Task A_wrong_signature_of_S3s_fourth_kind_is_told_with_S3s_name_of_the_key()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await new S3.AwsRequest("GET", "/photos/a").SendAsync(oss, secret: "wrong");
        answer.IsRefused(403, "SignatureDoesNotMatch", "0002-00000429");
        Assert.Equal((Wrong, "LTAIroot"), (answer.Message, answer.Error.Element("AWSAccessKeyId")!.Value));
    }

    private static SigningKey Session(OssFixture oss) => SigningKey.Of(oss.Session(OssFixture.Allow("oss:*")));

    private static Task<OssAnswer> LaterAsync(OssFixture oss, SigningKey session)
    {
        oss.Clocks.Life.Shift = TimeSpan.FromHours(2);
        return oss.As(session).GetAsync("/photos/a");
    }

    private static Task<OssAnswer> WrongAsync(OssFixture oss, Signing signing)
        => oss.As(oss.Root with { AccessKeySecret = new("wrong") }).SendAsync(new("GET", "/photos/a") { Signing = signing });

    private static Task<OssAnswer> SendAsync(OssFixture oss, params (string, string)[] headers) => oss.As(null).SendAsync(new("GET", "/photos/a") { Headers = headers });

    private static Task<OssAnswer> V4Async(OssFixture oss, string authorization)
        => SendAsync(oss, ("Authorization", $"{OssV4Signature.Algorithm} {authorization}"), ("x-oss-date", Stamp(oss)), ("x-oss-content-sha256", OssV4Signature.UnsignedPayload));

    private static Task<OssAnswer> UrlAsync(OssFixture oss, params (string, string?)[] query) => oss.As(null).GetAsync("/photos/a", query);

    private static Task<OssAnswer> FormAsync(OssFixture oss)
    {
        (string, string)[] fields = [("key", "b"), ("policy", "e30="), ("x-oss-signature-version", OssV4Signature.Algorithm), ("x-oss-credential", "LTAIroot"), ("x-oss-date", Stamp(oss)), ("x-oss-signature", "00"), ("file", "x")];
        var form = string.Concat(fields.Select(field => $"--b\r\nContent-Disposition: form-data; name=\"{field.Item1}\"\r\n\r\n{field.Item2}\r\n")) + "--b--\r\n";
        return oss.As(null).SendAsync(new("POST", "/photos") { Body = Encoding.UTF8.GetBytes(form), Headers = [("Content-Type", "multipart/form-data; boundary=b")] });
    }

    private static string Stamp(OssFixture oss) => SignatureTime.Format(oss.Clocks.Wire.GetUtcNow(), SignatureTime.IsoBasic);

    private static string Day(OssFixture oss) => Stamp(oss)[..8];

    private static string Rfc1123(OssFixture oss) => oss.Clocks.Wire.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
}

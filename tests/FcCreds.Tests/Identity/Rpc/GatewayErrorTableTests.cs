using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Sessions;
using FcCreds.Tests.Identity.Sts;

namespace FcCreds.Tests.Identity.Rpc;

/// <summary>
/// What the gateway before STS, RAM and IMS says. InvalidProduct.NotFound and InvalidApi.NotFound, Throttling and Throttling.Api, and
/// Forbidden.AccessKeyDisabled, which other products' tables have for what STS's have other codes for, come by order only
/// (<see cref="Server.Drills.FaultsTests"/>).
/// </summary>
public sealed class GatewayErrorTableTests(StsHost host) : IClassFixture<StsHost>
{
    private const string Common = "docs, public errors of OpenAPI";
    private const string Seen = "issues of the SDKs";

    private static readonly StsErrorRow[] Rows =
    [
        new("unknown key", "404 InvalidAccessKeyId.NotFound: Specified access key is not found.", Common, host => new StsClient(host, "LTAInobody", "x").GetAsync("GetCallerIdentity")),
        new("disabled key", "400 InvalidAccessKeyId.Inactive: Specified access key is disabled.", Common, host => new StsClient(host, "LTAIretired", "retired-secret").GetAsync("GetCallerIdentity")),
        new("wrong RPC signature", "400 SignatureDoesNotMatch: Specified signature is not matched with our calculation. server string to sign is:GET&%2F&AccessKeyId%3DLTAIalice…", "@alicloud/credentials 2.4 reads the text",
            host => new StsClient(host, "LTAIalice", "wrong").GetAsync("GetCallerIdentity")),
        new("wrong ACS3 signature", "400 SignatureDoesNotMatch: Specified signature is not matched with our calculation. server string to sign is:ACS3-HMAC-SHA256\n…", "@alicloud/openapi-core 1.0 signs so",
            host => new StsClient(host, "LTAIalice", "wrong").Acs3Async("GetCallerIdentity")),
        new("signature that does not cover its headers", "400 IncompleteSignature: The request signature does not conform to Aliyun standards.…", Common, host => Acs3Async(host, "host;x-acs-action;x-acs-version", nonce: "n-1")),
        new("body of another hash", "400 IncompleteSignature: The request signature does not conform to Aliyun standards.…", Common, host => Alice(host).Acs3Async("GetCallerIdentity", [], "A=b", new string('0', 64))),
        new("signature method that is none", "400 InvalidSignatureMethod: The specified parameter SignatureMethod is not valid.", Common, host => Bent(host, "SignatureMethod", "HMAC-MD5")),
        new("nonce used before", "400 SignatureNonceUsed: Specified signature nonce was used already.", Seen,
            async host =>
            {
                var client = new StsClient(host, "LTAIalice", "alice-secret") { Nonce = "table" };
                await client.GetAsync("GetCallerIdentity");
                return await client.GetAsync("GetCallerIdentity");
            }),
        new("old time stamp", "400 InvalidTimeStamp.Expired: Specified time stamp or date value is expired.", Seen,
            host => new StsClient(host, "LTAIalice", "alice-secret") { Skew = TimeSpan.FromMinutes(-16) }.GetAsync("GetCallerIdentity")),
        new("time stamp of no form", "400 InvalidTimeStamp.Format: Specified time stamp or date value is not well formatted.", Common, host => Bent(host, "Timestamp", "yesterday")),
        new("no time stamp", "400 IllegalTimestamp: The input parameter \"Timestamp\" that is mandatory for processing this request is not supplied.", Common, host => Bent(host, "Timestamp", null)),
        new("session key without its token", "400 MissingSecurityToken: SecurityToken is mandatory for this action.", Common, host => With(host, Session(host), null).GetAsync("GetCallerIdentity")),
        new("expired token", "400 InvalidSecurityToken.Expired: Specified SecurityToken is expired.", Common, host => StsClient.With(host, Session(host, -1)).GetAsync("GetCallerIdentity")),
        new("token that is none", "400 InvalidSecurityToken.Malformed: Specified SecurityToken is malformed.", Common, host => With(host, Session(host), "CAISgarbage").GetAsync("GetCallerIdentity")),
        new("token of another key", "400 InvalidSecurityToken.MismatchWithAccessKey: Specified SecurityToken mismatch with the AccessKey.", Common,
            host => With(host, Session(host), Session(host).SecurityToken.Value).GetAsync("GetCallerIdentity")),
        new("long-term key with a token", "400 InvalidSecurityToken.MismatchWithAccessKey: Specified SecurityToken mismatch with the AccessKey.", Common,
            host => new StsClient(host, "LTAIalice", "alice-secret", Session(host).SecurityToken.Value).GetAsync("GetCallerIdentity")),
        new("no action", "400 InvalidParameter: The specified parameter \"Action or Version\" is not valid.", Common, host => Bent(host, "Action", null)),
        new("no version", "400 InvalidParameter: The specified parameter \"Action or Version\" is not valid.", Common, host => Bent(host, "Version", null)),
        new("no nonce in the headers", "400 MissingParameter: The input parameter \"x-acs-signature-nonce\" that is mandatory for processing this request is not supplied.", Common,
            host => Acs3Async(host, "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-version", nonce: null)),
        new("no nonce among the parameters", "400 MissingSignatureNonce: SignatureNonce is mandatory for this action.", Common, host => Bent(host, "SignatureNonce", null)),
        new("no signature", "400 MissingSignature: Signature is mandatory for this action.", Common, host => Bent(host, "Signature", null)),
        new("unknown action", "404 InvalidAction.NotFound: Specified api is not found, please check your url and method.", Common, host => Bent(host, "Action", "Assume")),
        new("unknown version", "400 InvalidVersion: Specified parameter Version is not valid.", Common, host => Bent(host, "Version", "2014-01-01")),
        new("another verb", "403 UnsupportedHTTPMethod: This http method is not supported.", Common, host => StsClient.SendAsync(new(HttpMethod.Put, Identity(host)))),
        new("body of another kind", "400 InvalidParameter.ContentType: The ContentType request header must be either \"application/json\" or \"application/x-www-form-urlencoded\".", "docs, AssumeRole, Error codes",
            host => StsClient.SendAsync(new(HttpMethod.Post, Identity(host)) { Content = new StringContent("<x/>", Encoding.UTF8, "text/xml") })),
        new("too many calls", "400 Throttling.User: Request was denied due to user flow control.", "docs, AssumeRole, Limits", TooManyAsync),
    ];

    public static TheoryData<string> Situations => [.. Rows.Select(row => row.Situation)];

    [Theory]
    [MemberData(nameof(Situations))]
    public Task Every_row_comes_from_a_request(string situation) => Rows.Single(row => row.Situation == situation).AssertAsync(host);

    private static StsClient Alice(StsHost host) => new(host, "LTAIalice", "alice-secret");

    private static Uri Identity(StsHost host) => new(host.Url, "/?Action=GetCallerIdentity&Version=2015-04-01&Format=JSON");

    private static StsClient With(StsHost host, SessionCredentials session, string? token) => new(host, session.AccessKeyId, session.AccessKeySecret.Value, token);

    private static SessionCredentials Session(StsHost host, int seconds = 3600) => host.Issuer.Issue(new()
    {
        Role = host.Directory.FindRole(Given.AccountId, "open")!,
        RoleSessionName = "session",
        Duration = TimeSpan.FromSeconds(seconds),
        Scope = SessionScope.Shared,
        IssuedTo = "test",
    });

    /// <summary>One parameter is another, or for null none, once the rest is signed.</summary>
    private static Task<StsAnswer> Bent(StsHost host, string parameter, string? value) => new StsClient(host, "LTAIalice", "alice-secret")
    {
        Bend = parameters =>
        {
            if (value is null) parameters.Remove(parameter);
            else parameters[parameter] = value;
        },
    }.GetAsync("GetCallerIdentity");

    private static Task<StsAnswer> Acs3Async(StsHost host, string signedHeaders, string? nonce)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, host.Url);
        var headers = message.Headers;
        headers.TryAddWithoutValidation("x-acs-action", "GetCallerIdentity");
        headers.TryAddWithoutValidation("x-acs-version", "2015-04-01");
        headers.TryAddWithoutValidation("x-acs-date", host.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null));
        headers.TryAddWithoutValidation("x-acs-content-sha256", Convert.ToHexStringLower(SHA256.HashData([])));
        if (nonce is not null) headers.TryAddWithoutValidation("x-acs-signature-nonce", nonce);
        headers.TryAddWithoutValidation("Authorization", $"ACS3-HMAC-SHA256 Credential=LTAIalice,SignedHeaders={signedHeaders},Signature={new string('0', 64)}");
        return StsClient.SendAsync(message);
    }

    private static async Task<StsAnswer> TooManyAsync(StsHost host)
    {
        host.Directory.Add(new() { AccountId = "8000000000000002", Users = [new() { UserName = "busy", AccessKeys = [new("LTAIoften", new("often-secret"))] }] });
        var often = new StsClient(host, "LTAIoften", "often-secret");
        for (var call = 0; call < StsHost.CallsPerSecond; call++) await often.Acs3Async("AssumeRole");
        return await often.Acs3Async("AssumeRole");
    }
}

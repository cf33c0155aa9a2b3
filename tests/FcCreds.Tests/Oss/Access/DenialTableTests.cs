using System.Text;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Access;

/// <summary>
/// What OSS says to somebody it knows and who may not. UserDisable and BucketDisable (EC 0003-00000801) come by order only
/// (<see cref="Server.Drills.FaultsTests"/>), for nobody here closes an account or a bucket. A batch tells of each key by itself: <see cref="BucketPolicyTruthTests"/>.
/// </summary>
public sealed class DenialTableTests
{
    private const string Photos = "\"Resource\":[\"acs:oss:*:*:photos\",\"acs:oss:*:*:photos/*\"]";
    private const string Deny = """{"Version":"1","Statement":[{"Effect":"Deny","Action":"oss:GetObject","Resource":"*"}]}""";
    private const string DenyAll = """{"Version":"1","Statement":[{"Effect":"Deny","Action":["oss:GetObject"],"Principal":["*"],""" + Photos + "}]}";
    private const string StrangersMay = $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:*"],"Principal":["{{OssFixture.OtherAccount}}"],{{Photos}}}]}""";
    private const string NotAllowed = "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec.";

    private static readonly ErrorRow[] Rows =
    [
        new("user without a policy", "403 AccessDenied 0003-00000001 You have no right to access this object because of bucket acl.", "docs, EC 0003-00000001",
            oss => oss.As(oss.User).GetAsync("/photos/a")),
        new("stranger at a private object", "403 AccessDenied 0003-00000001 You have no right to access this object because of bucket acl.", "docs, EC 0003-00000001",
            oss => oss.As(oss.Stranger).GetAsync("/photos/a")),
        new("object that is private in a public bucket", "403 AccessDenied - You have no right to access this object.", "docs, HTTP status code 403",
            async oss =>
            {
                (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", "public-read")] })).IsOk();
                (await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-acl", "private"))).IsOk();
                return await oss.As(null).GetAsync("/photos/a");
            }),
        new("reading an object's ACL", "403 AccessDenied 0003-00000007 You do not have read acl permission on this object.", "docs, EC 0003-00000007",
            oss => oss.As(null).GetAsync("/photos/a", ("acl", null))),
        new("writing an object's ACL", "403 AccessDenied 0003-00000008 You do not have write acl permission on this object.", "docs, EC 0003-00000008",
            oss => oss.As(null).SendAsync(new("PUT", "/photos/a") { Query = [("acl", null)], Headers = [("x-oss-object-acl", "public-read")] })),
        new("another account's bucket", "403 AccessDenied - The bucket you access does not belong to you.", "docs, HTTP status code 403", oss => oss.As(oss.Stranger).GetAsync("/photos")),
        new("nobody at a bucket", "403 AccessDenied - Anonymous access is forbidden for this operation.", "docs, HTTP status code 403", oss => oss.As(null).GetAsync("/photos", ("cors", null))),
        new("role without the permission", "403 AccessDenied 0003-00000301 Access denied by authorizer's policy.", "docs, EC 0003-00000301",
            oss => oss.As(Session(oss, OssFixture.Allow("oss:PutObject"))).GetAsync("/photos/a")),
        new("session policy without the permission", "403 AccessDenied 0003-00000301 Access denied by authorizer's policy.", "docs, EC 0003-00000301",
            oss => oss.As(Session(oss, OssFixture.Allow("oss:*"), OssFixture.Allow("oss:PutObject"))).GetAsync("/photos/a")),
        new("deny of the bucket policy", "403 AccessDenied 0003-00000101 Access denied by bucket policy.", "docs, EC 0003-00000101",
            async oss => await SetAsync(oss, "policy", DenyAll, oss.AddUser("LTAIallowed", OssFixture.Allow("oss:*")))),
        new("deny of a RAM policy", "403 AccessDenied 0003-00000201 Access denied by bucket policy.", "docs, EC 0003-00000201",
            oss => oss.As(oss.AddUser("LTAIdenied", OssFixture.Allow("oss:*"), Deny)).GetAsync("/photos/a")),
        new("deny of both", "403 AccessDenied 0003-00000203 Access denied by bucket policy.", "docs, EC 0003-00000203",
            async oss => await SetAsync(oss, "policy", DenyAll, oss.AddUser("LTAIdenied", OssFixture.Allow("oss:*"), Deny))),
        new("tags without the permission to tag", "403 AccessDenied 0003-00000905 AccessDenied", "docs, EC 0003-00000905",
            oss => oss.As(Session(oss, OssFixture.Allow("oss:PutObject"))).PutAsync("/photos/b", "x", ("x-oss-tagging", "TagA=A&TagB=B"))),
        new("requester who does not pay", "403 AccessDenied 0003-00000703 Access denied for requester pay bucket", "docs, EC 0003-00000703",
            async oss =>
            {
                await SetAsync(oss, "policy", StrangersMay, oss.Root);
                return await SetAsync(oss, "requestPayment", "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>", oss.Stranger);
            }, "BucketName"),
        new("page without a referer", "403 AccessDenied 0003-00000501 You are denied by bucket referer policy.", "docs, EC 0003-00000501", oss => FromAsync(oss, null), "BucketName"),
        new("page of the black list", "403 AccessDenied 0003-00000502 You are denied by bucket referer policy.", "docs, EC 0003-00000502", oss => FromAsync(oss, "http://www.example.com/bad"), "BucketName"),
        new("page of no list", "403 AccessDenied 0003-00000503 You are denied by bucket referer policy.", "docs, EC 0003-00000503", oss => FromAsync(oss, "http://elsewhere.example"), "BucketName"),
        new("preflight that no rule takes", $"403 AccessForbidden - {NotAllowed}", "docs, HTTP status code 403",
            async oss =>
            {
                await SetAsync(oss, "cors", "<CORSConfiguration><CORSRule><AllowedOrigin>http://a.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>", oss.Root);
                return await oss.As(null).SendAsync(new("OPTIONS", "/photos/a") { Headers = [("Origin", "http://b.example"), ("Access-Control-Request-Method", "GET")] });
            }, "Method", "ResourceType"),
    ];

    public static TheoryData<string> Situations => [.. Rows.Select(row => row.Situation)];

    [Theory]
    [MemberData(nameof(Situations))]
    public Task Every_row_comes_from_a_request(string situation) => Rows.Single(row => row.Situation == situation).AssertAsync();

    private static SigningKey Session(OssFixture oss, string policy, string? sessionPolicy = null) => SigningKey.Of(oss.Session(policy, sessionPolicy));

    /// <summary>Makes a setting of the bucket and then reads the object.</summary>
    private static async Task<OssAnswer> SetAsync(OssFixture oss, string setting, string document, SigningKey reader)
    {
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [(setting, null)], Body = Encoding.UTF8.GetBytes(document) })).IsOk();
        return await oss.As(reader).GetAsync("/photos/a");
    }

    private static async Task<OssAnswer> FromAsync(OssFixture oss, string? referer)
    {
        await SetAsync(oss, "referer", "<RefererConfiguration><AllowEmptyReferer>false</AllowEmptyReferer><RefererList><Referer>http://www.example.com</Referer></RefererList><RefererBlacklist><Referer>http://www.example.com/bad</Referer></RefererBlacklist></RefererConfiguration>", oss.Root);
        return await oss.Client.SendAsync(new("GET", "/photos/a") { Signing = Signing.PresignedV4, Headers = referer is null ? [] : [("Referer", referer)] });
    }
}

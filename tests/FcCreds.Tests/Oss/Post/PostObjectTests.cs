using System.Text;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Post;

public sealed class PostObjectTests
{
    private const string Boundary = "----form";

    [Fact]
    public async Task A_signed_form_becomes_an_object()
    {
        await using var oss = await OssFixture.StartAsync();
        var posted = await PostAsync(oss, SignedV1(oss, ["""{"bucket":"photos"}""", """["starts-with","$key","user/"]"""],
            ("key", "user/${filename}"), ("Content-Type", "text/plain"), ("x-oss-meta-author", "zoe"), ("Cache-Control", "no-cache")));

        posted.IsOk(204);
        Assert.Equal("11051210869376104954", posted["x-oss-hash-crc64ecma"]);
        var got = (await oss.Client.GetAsync("/photos/user/a.txt")).IsOk();
        Assert.Equal(("123456789", "text/plain", "zoe", "no-cache", "Normal"),
            (got.Text, got["Content-Type"], got["x-oss-meta-author"], got["Cache-Control"], got["x-oss-object-type"]));
        Assert.Equal(("PostObject", "oss://photos/user/a.txt"), (oss.JournalOf(posted).Operation, oss.JournalOf(posted).Resource));
    }

    [Fact]
    public async Task A_form_signed_with_V4_and_a_session_token_is_taken()
    {
        await using var oss = await OssFixture.StartAsync();
        var session = oss.Session(OssFixture.Allow("oss:PutObject"));
        var stamp = SignatureTime.Format(oss.Clocks.Wire.GetUtcNow(), SignatureTime.IsoBasic);
        var scope = new OssV4Scope(stamp[..8], "cn-hangzhou", "oss");
        (string, string)[] signing =
        [
            ("x-oss-signature-version", "OSS4-HMAC-SHA256"),
            ("x-oss-credential", $"{session.AccessKeyId}/{scope}"),
            ("x-oss-date", stamp),
        ];
        var policy = Policy(oss, [.. signing.Select(one => $$"""{"{{one.Item1}}":"{{one.Item2}}"}""")]);

        (string, string)[] fields =
        [
            .. signing, ("policy", policy), ("x-oss-signature", OssPostPolicySignature.SignV4(policy, scope, session.AccessKeySecret.Value)),
            ("x-oss-security-token", session.SecurityToken.Value), ("key", "a"), ("success_action_status", "201"),
        ];
        var posted = (await PostAsync(oss, fields)).IsOk(201);

        Assert.Equal(("photos", "a", posted["ETag"]), (posted.Xml.Element("Bucket")!.Value, posted.Xml.Element("Key")!.Value, posted.Xml.Element("ETag")!.Value));
        Assert.EndsWith("/a", posted.Xml.Element("Location")!.Value, StringComparison.Ordinal);

        var unbound = Policy(oss, []);
        fields[3] = ("policy", unbound);
        fields[4] = ("x-oss-signature", OssPostPolicySignature.SignV4(unbound, scope, session.AccessKeySecret.Value));
        (await PostAsync(oss, fields)).IsRefused(400, "InvalidArgument", "0002-00000710");
    }

    [Fact]
    public async Task The_answer_is_what_the_form_asks_for()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PostAsync(oss, SignedV1(oss, [], ("key", "a"), ("success_action_status", "200")))).IsOk();
        var redirected = (await PostAsync(oss, SignedV1(oss, [], ("key", "a b"), ("success_action_redirect", "http://example.com/done?x=1")))).IsOk(303);

        Assert.Equal("http://example.com/done?x=1&bucket=photos&key=a%20b&etag=%2225F9E794323B453885F5181F1B624D0B%22", redirected["Location"]);
    }

    [Theory]
    [InlineData("""["eq","$key","b"]""", """Invalid according to Policy: Policy Condition failed: ["eq","$key","b"]""")]
    [InlineData("""{"bucket":"other"}""", """Invalid according to Policy: Policy Condition failed: ["eq", "$bucket", "other"]""")]
    [InlineData("""["starts-with","$x-oss-meta-a","b"]""", """Invalid according to Policy: Policy Condition failed: ["starts-with","$x-oss-meta-a","b"]""")]
    [InlineData("""["in","$content-type",["image/png","image/jpg"]]""", """Invalid according to Policy: Policy Condition failed: ["in","$content-type",["image/png","image/jpg"]]""")]
    [InlineData("""["not-in","$cache-control",["no-store"]]""", """Invalid according to Policy: Policy Condition failed: ["not-in","$cache-control",["no-store"]]""")]
    public async Task A_condition_that_does_not_hold_refuses_the_form(string condition, string message)
    {
        await using var oss = await OssFixture.StartAsync();
        var refused = await PostAsync(oss, SignedV1(oss, [condition], ("key", "a"), ("x-oss-meta-a", "a"), ("Cache-Control", "no-store")));

        refused.IsRefused(403, "AccessDenied");
        Assert.Equal(message, refused.Message);
        (await oss.Client.GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    [Theory]
    [InlineData("""["eq","$x-oss-meta-price","\\$1"]""")]
    [InlineData("""["starts-with","$content-type","text/"]""")]
    [InlineData("""["not-in","$cache-control",["no-store"]]""")]
    [InlineData("""["content-length-range",9,9]""")]
    public async Task A_condition_that_holds_lets_the_form_pass(string condition)
    {
        await using var oss = await OssFixture.StartAsync();
        (await PostAsync(oss, SignedV1(oss, [condition], ("key", "a"), ("x-oss-meta-price", "$1")))).IsOk(204);
    }

    [Theory]
    [InlineData(10, 20, "EntityTooSmall")]
    [InlineData(0, 8, "EntityTooLarge")]
    public async Task A_file_of_another_length_than_the_policy_wants_is_not_kept(int least, int most, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await PostAsync(oss, SignedV1(oss, [$"""["content-length-range",{least},{most}]"""], ("key", "a")))).IsRefused(400, code);
        (await oss.Client.GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task A_policy_expires()
    {
        await using var oss = await OssFixture.StartAsync();
        var form = SignedV1(oss, [], ("key", "a"));
        oss.Clocks.Wire.Shift = TimeSpan.FromHours(2);

        var refused = await PostAsync(oss, form);
        refused.IsRefused(403, "AccessDenied");
        Assert.Equal("Invalid according to Policy: Policy expired.", refused.Message);
    }

    [Theory]
    [InlineData("{}", "policy must have a valid expiration")]
    [InlineData("""{"expiration":"2099-01-01T00:00:00Z"}""", "policy must have a list of conditions")]
    [InlineData("""{"expiration":"2099-01-01T00:00:00Z","conditions":[["like","$key","a"]]}""", "unknown condition")]
    [InlineData("[", "not JSON")]
    [InlineData("""{"expiration":"2099-01-01T00:00:00Z","conditions":[{"\ud83d":"a"}]}""", "not JSON")]
    public async Task A_policy_that_is_none_is_refused(string policy, string message)
    {
        await using var oss = await OssFixture.StartAsync();
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(policy));
        var refused = await PostAsync(oss, [.. Sign(oss, encoded), ("key", "a")]);

        refused.IsRefused(400, "InvalidPolicyDocument");
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_told_before_anything_else()
    {
        await using var oss = await OssFixture.StartAsync();
        var policy = Policy(oss, []);
        (await PostAsync(oss, [("OSSAccessKeyId", "LTAInobody"), ("policy", policy), ("Signature", "x"), ("key", "a")])).IsRefused(403, "InvalidAccessKeyId", "0002-00000902");
        var wrong = await PostAsync(oss, [("OSSAccessKeyId", oss.Root.AccessKeyId), ("policy", policy), ("Signature", "x"), ("key", "a")]);
        wrong.IsRefused(403, "SignatureDoesNotMatch", "0002-00000040");
        Assert.Equal(policy, wrong.Error.Element("StringToSign")!.Value);
        (await PostAsync(oss, [("OSSAccessKeyId", oss.Root.AccessKeyId), ("key", "a")])).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task Without_credentials_only_a_public_bucket_takes_a_form()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PostAsync(oss, [("key", "a")])).IsRefused(403, "AccessDenied");
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("acl", null)], Headers = [("x-oss-acl", "public-read-write")] })).IsOk();
        (await PostAsync(oss, [("key", "a")])).IsOk(204);
    }

    [Fact]
    public async Task A_session_that_may_not_put_may_not_post()
    {
        await using var oss = await OssFixture.StartAsync();
        var session = oss.Session(OssFixture.Allow("oss:GetObject"));
        var policy = Policy(oss, []);
        var refused = await PostAsync(oss,
        [
            ("OSSAccessKeyId", session.AccessKeyId), ("policy", policy), ("Signature", OssPostPolicySignature.SignV1(policy, session.AccessKeySecret.Value)),
            ("x-oss-security-token", session.SecurityToken.Value), ("key", "a"),
        ]);
        refused.IsRefused(403, "AccessDenied", "0003-00000301");
    }

    [Fact]
    public async Task Malformed_forms_leave_nothing()
    {
        await using var oss = await OssFixture.StartAsync();
        var fields = SignedV1(oss, [], ("key", "a"));
        var whole = Form(fields);

        (await SendAsync(oss, whole[..^8])).IsRefused(400, "MalformedPOSTRequest");
        (await oss.Client.SendAsync(new("POST", "/photos/") { Body = whole })).IsRefused(400, "RequestIsNotMultiPartContent");
        (await SendAsync(oss, Form(fields, files: 0))).IsRefused(400, "IncorrectNumberOfFilesInPOSTRequest");
        (await SendAsync(oss, Form(fields, files: 2))).IsRefused(400, "IncorrectNumberOfFilesInPOSTRequest");
        (await PostAsync(oss, SignedV1(oss, []))).IsRefused(400, "InvalidArgument");
        (await PostAsync(oss, SignedV1(oss, [], ("key", "a"), ("x-oss-meta-long", new('x', 2 * 1024 * 1024 + 1))))).IsRefused(400, "FieldItemTooLong");
        (await oss.Client.GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    private static string Policy(OssFixture oss, string[] conditions)
    {
        var end = oss.Clocks.Wire.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"expiration":"{{end}}","conditions":[{{string.Join(',', conditions)}}]}"""));
    }

    private static (string, string)[] SignedV1(OssFixture oss, string[] conditions, params (string, string)[] fields) => [.. Sign(oss, Policy(oss, conditions)), .. fields];

    private static (string, string)[] Sign(OssFixture oss, string policy)
        => [("OSSAccessKeyId", oss.Root.AccessKeyId), ("policy", policy), ("Signature", OssPostPolicySignature.SignV1(policy, oss.Root.AccessKeySecret.Value))];

    private static Task<OssAnswer> PostAsync(OssFixture oss, (string, string)[] fields) => SendAsync(oss, Form(fields));

    private static Task<OssAnswer> SendAsync(OssFixture oss, byte[] form)
        => oss.As(null).SendAsync(new("POST", "/photos/") { Body = form, Headers = [("Content-Type", $"multipart/form-data; boundary={Boundary}")] });

    private static byte[] Form((string Name, string Value)[] fields, int files = 1)
    {
        var form = new StringBuilder();
        foreach (var (name, value) in fields) form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        for (var file = 0; file < files; file++)
            form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\docs\\a.txt\"\r\nContent-Type: text/css\r\n\r\n123456789\r\n");
        return Encoding.UTF8.GetBytes(form.Append($"--{Boundary}--\r\n").ToString());
    }
}

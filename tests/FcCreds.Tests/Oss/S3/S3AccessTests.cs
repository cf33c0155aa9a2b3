using System.Net;
using Amazon.S3.Model;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.S3;

public sealed class S3AccessTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sessions_credentials_open_what_its_role_may_and_the_journal_says_why()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "x");
        using var s3 = oss.S3(SigningKey.Of(oss.Session(OssFixture.Allow("oss:GetObject", "acs:oss:*:*:photos/*"))));
        Assert.Equal(1, (await s3.GetObjectAsync("photos", "a", Ct)).ContentLength);
        var refusal = await S3Clients.RefusalAsync(() => s3.PutObjectAsync(new() { BucketName = "photos", Key = "b", ContentBody = "x", UseChunkEncoding = false }, Ct));
        Assert.Equal(("AccessDenied", HttpStatusCode.Forbidden), (refusal.ErrorCode, refusal.StatusCode));
        var told = oss.JournalOf(refusal.RequestId);
        Assert.Equal(("PutObject", "Deny", "0003-00000301", "oss://photos/b"), (told.Operation, told.Decision, told.Ec, told.Resource));
    }

    [Fact]
    public async Task Credentials_that_do_not_hold_are_refused_as_for_OSS_clients()
    {
        await using var oss = await OssFixture.StartAsync();
        var session = SigningKey.Of(oss.Session(OssFixture.Allow("oss:*")));
        await RefusedAsync(oss, oss.Root with { AccessKeyId = "LTAInobody" }, "InvalidAccessKeyId");
        await RefusedAsync(oss, oss.Root with { AccessKeySecret = new("wrong") }, "SignatureDoesNotMatch");
        await RefusedAsync(oss, session with { SecurityToken = null }, "InvalidAccessKeyId");
        await RefusedAsync(oss, session with { SecurityToken = new("garbage") }, "InvalidSecurityToken");
        await RefusedAsync(oss, oss.User, "AccessDenied");
        oss.Clocks.Life.Shift = TimeSpan.FromHours(2);
        await RefusedAsync(oss, session, "SecurityTokenExpired");
    }

    [Fact]
    public async Task A_wrong_signature_shows_what_was_signed_in_S3s_error()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await new AwsRequest("GET", "/photos/a") { Query = "acl=" }.SendAsync(oss, secret: "wrong");
        answer.IsRefused(403, "SignatureDoesNotMatch", "0002-00000429");
        Assert.Equal(oss.Root.AccessKeyId, answer.Error.Element("AWSAccessKeyId")!.Value);
        Assert.StartsWith("AWS4-HMAC-SHA256\n", answer.Error.Element("StringToSign")!.Value, StringComparison.Ordinal);
        Assert.StartsWith("GET\n/photos/a\nacl=\n", answer.Error.Element("CanonicalRequest")!.Value, StringComparison.Ordinal);
        Assert.Equal("/photos/a", answer.Error.Element("Resource")!.Value);
        Assert.Equal(answer["x-oss-request-id"], answer["x-amz-request-id"]);
    }

    [Theory]
    [InlineData("photos.localhost", "/a%20b.txt")]
    [InlineData("127.0.0.1", "/photos/a%20b.txt")]
    public async Task Version_2_of_the_signature_is_taken_too(string host, string path)
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a%20b.txt", "hello");
        var session = oss.Session(OssFixture.Allow("oss:GetObject"));
        var expires = oss.Clocks.Wire.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds();
        var token = session.SecurityToken.Value;
        string Signature(string secret) => Mac.Sha1Base64(secret, $"GET\n\n\n{expires}\nx-amz-security-token:{token}\n/photos/a%20b.txt");
        Task<OssAnswer> GetAsync(string secret) => oss.As(null).SendAsync(new("GET", path)
        {
            Host = host,
            Query = [("AWSAccessKeyId", session.AccessKeyId), ("Expires", $"{expires}"), ("x-amz-security-token", token), ("Signature", Signature(secret))],
        });
        Assert.Equal("hello", (await GetAsync(session.AccessKeySecret.Value)).IsOk().Text);
        (await GetAsync("wrong")).IsRefused(403, "SignatureDoesNotMatch", "0002-00000307");
    }

    [Fact]
    public async Task What_is_not_carried_answers_NotImplemented_by_name()
    {
        await using var oss = await OssFixture.StartAsync();
        foreach (var operation in FcCreds.Oss.S3.S3Api.Operations.Where(one => one.Row is null))
        {
            var query = operation.Condition.Text.Length > 0 ? operation.Condition.Text + "=" : "";
            var path = operation.Level == FcCreds.Oss.Addressing.OssLevel.Bucket ? "/photos" : "/photos/a";
            var answer = await new AwsRequest(operation.Method, path) { Query = query }.SendAsync(oss);
            answer.IsRefused(400, "NotImplemented");
            Assert.Contains(operation.Name, answer.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("bucketInfo=", "GetBucketInfo")]
    [InlineData("live=", "ListLiveChannel")]
    public async Task Operations_of_OSS_alone_are_no_listings(string query, string name)
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await new AwsRequest("GET", "/photos") { Query = query }.SendAsync(oss);
        answer.IsRefused(400, "NotImplemented");
        Assert.Contains(name, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_is_not_carried_is_refused_unless_the_server_is_loose()
    {
        var put = new AwsRequest("PUT", "/photos/a") { Headers = [("x-amz-website-redirect-location", "/b")], Body = "x"u8.ToArray() };
        await using var strict = await OssFixture.StartAsync();
        var answer = await put.SendAsync(strict);
        answer.IsRefused(400, "NotImplemented");
        Assert.Equal("x-amz-website-redirect-location", answer.Error.Element("Header")!.Value);
        await using var loose = await OssFixture.StartAsync(new() { Loose = true });
        var taken = (await put.SendAsync(loose)).IsOk();
        Assert.Contains(loose.NotesOf(taken), note => note.Kind == "ignored-header");
    }

    [Fact]
    public async Task A_header_that_S3_acts_on_must_be_signed()
    {
        await using var oss = await OssFixture.StartAsync();
        (await new AwsRequest("PUT", "/photos/a") { Unsigned = [("x-amz-acl", "public-read")] }.SendAsync(oss)).IsRefused(403, "SignatureDoesNotMatch", "0002-00000431");
    }

    [Fact]
    public async Task A_refused_client_that_keeps_its_body_cannot_have_its_next_request_taken_for_it()
    {
        await using var oss = await OssFixture.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });
        for (var turn = 0; turn < 2; turn++)
        {
            using var put = new HttpRequestMessage(HttpMethod.Put, $"http://127.0.0.1:{oss.Port}/photos/a") { Content = new StringContent("hello") };
            put.Headers.ExpectContinue = true;
            var answer = await http.SendAsync(put, Ct);
            Assert.Equal((HttpStatusCode.Forbidden, true), (answer.StatusCode, answer.Headers.ConnectionClose));
        }
    }

    [Theory]
    [InlineData("s3.oss-cn-hangzhou.aliyuncs.com", "/photos/dir/a%20b.txt")]
    [InlineData("photos.s3.oss-cn-hangzhou.aliyuncs.com", "/dir/a%20b.txt")]
    [InlineData("photos.oss-cn-hangzhou-internal.aliyuncs.com", "/dir/a%20b.txt")]
    [InlineData("photos.localhost", "/dir/a%20b.txt")]
    public async Task Every_host_name_and_either_style_leads_to_the_bucket(string host, string path)
    {
        await using var oss = await OssFixture.StartAsync();
        (await new AwsRequest("PUT", path) { Host = host, Body = "hello"u8.ToArray() }.SendAsync(oss)).IsOk();
        Assert.Equal("hello", (await oss.Client.GetAsync("/photos/dir/a%20b.txt")).Text);
    }

    [Fact]
    public async Task Nobody_reads_public_objects_in_S3s_words_at_S3s_host()
    {
        await using var oss = await OssFixture.StartAsync();
        await oss.Client.PutAsync("/photos/a", "hello", ("x-oss-object-acl", "public-read"), ("x-oss-meta-author", "zoe"));
        var there = await oss.As(null).SendAsync(new("GET", "/a") { Host = "photos.s3.oss-cn-hangzhou.aliyuncs.com" });
        Assert.Equal(("hello", "zoe"), (there.IsOk().Text, there["x-amz-meta-author"]));
        var elsewhere = await oss.As(null).SendAsync(new("GET", "/a") { Host = "photos.oss-cn-hangzhou.aliyuncs.com" });
        Assert.Equal(("zoe", null), (elsewhere["x-oss-meta-author"], elsewhere["x-amz-request-id"]));
    }

    private static async Task RefusedAsync(OssFixture oss, SigningKey key, string code)
    {
        using var s3 = oss.S3(key);
        var refusal = await S3Clients.RefusalAsync(() => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "photos" }, Ct));
        Assert.Equal((code, HttpStatusCode.Forbidden), (refusal.ErrorCode, refusal.StatusCode));
    }
}

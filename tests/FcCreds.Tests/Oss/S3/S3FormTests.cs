using System.Security.Cryptography;
using System.Text;

namespace FcCreds.Tests.Oss.S3;

/// <summary>Forms as S3 clients sign them, by a few lines that share nothing with the server.</summary>
public sealed class S3FormTests
{
    private const string Boundary = "----form";

    [Fact]
    public async Task A_form_becomes_an_object_and_is_answered_as_S3_does()
    {
        await using var oss = await OssFixture.StartAsync();
        var posted = (await PostAsync(oss, ("key", "user/${filename}"), ("acl", "public-read"), ("Content-Type", "text/plain"), ("x-amz-meta-author", "zoe"), ("x-amz-storage-class", "STANDARD_IA"), ("success_action_status", "201"))).IsOk(201);
        Assert.Equal(("PostResponse", "user/a.txt", true), (posted.Xml.Name.LocalName, posted.Xml.Elements().Single(one => one.Name.LocalName == "Key").Value, posted["x-amz-request-id"] is { Length: > 0 }));
        var got = (await oss.As(null).GetAsync("/photos/user/a.txt")).IsOk();
        Assert.Equal(("hello", "text/plain", "zoe", "IA"), (got.Text, got["Content-Type"], got["x-oss-meta-author"], got["x-oss-storage-class"]));
        Assert.Equal("PostObject", oss.JournalOf(posted).Operation);
    }

    [Fact]
    public async Task A_session_signs_forms_too_and_is_bounded_by_its_role()
    {
        await using var oss = await OssFixture.StartAsync();
        var session = oss.Session(OssFixture.Allow("oss:PutObject", "acs:oss:*:*:photos/in/*"));
        Task<OssAnswer> Send(string key) => PostAsync(oss, session.AccessKeyId, session.AccessKeySecret.Value, [], ("key", key), ("x-amz-security-token", session.SecurityToken.Value));
        (await Send("in/a")).IsOk(204);
        (await Send("out/a")).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task What_is_forged_unbound_or_not_carried_is_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PostAsync(oss, oss.Root.AccessKeyId, "wrong", [], ("key", "a"))).IsRefused(403, "SignatureDoesNotMatch");
        (await PostAsync(oss, oss.Root.AccessKeyId, oss.Root.AccessKeySecret.Value, null, ("key", "a"))).IsRefused(400, "InvalidArgument");
        (await PostAsync(oss, oss.Root.AccessKeyId, oss.Root.AccessKeySecret.Value, ["""{"key":"b"}"""], ("key", "a"))).IsRefused(403, "AccessDenied");
        (await PostAsync(oss, oss.Root.AccessKeyId, oss.Root.AccessKeySecret.Value, ["""["content-length-range",10,20]"""], ("key", "a"))).IsRefused(400, "EntityTooSmall");
        (await PostAsync(oss, ("key", "a"), ("tagging", "<Tagging/>"))).IsRefused(400, "NotImplemented");
        (await PostAsync(oss, ("key", "a"), ("x-amz-website-redirect-location", "/b"))).IsRefused(400, "NotImplemented");
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    private static Task<OssAnswer> PostAsync(OssFixture oss, params (string, string)[] fields) => PostAsync(oss, oss.Root.AccessKeyId, oss.Root.AccessKeySecret.Value, [], fields);

    /// <param name="conditions">Besides those that bind the signature; null for a policy without any.</param>
    private static Task<OssAnswer> PostAsync(OssFixture oss, string accessKeyId, string secret, string[]? conditions, params (string, string)[] fields)
    {
        var now = oss.Clocks.Wire.GetUtcNow().UtcDateTime;
        var (day, stamp) = (now.ToString("yyyyMMdd", null), now.ToString("yyyyMMdd'T'HHmmss'Z'", null));
        (string Name, string Value)[] signing = [("x-amz-algorithm", "AWS4-HMAC-SHA256"), ("x-amz-credential", $"{accessKeyId}/{day}/us-east-1/s3/aws4_request"), ("x-amz-date", stamp)];
        var all = conditions is null ? [] : signing.Select(one => $$"""{"{{one.Name}}":"{{one.Value}}"}""").Concat(conditions);
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"expiration":"{{now.AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}}","conditions":[{{string.Join(',', all)}}]}"""));
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { day, "us-east-1", "s3", "aws4_request" }) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(policy)));

        var form = new StringBuilder();
        foreach (var (name, value) in fields.Concat(signing).Append(("policy", policy)).Append(("x-amz-signature", signature)))
            form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--{Boundary}--\r\n");
        return oss.As(null).SendAsync(new("POST", "/photos") { Headers = [("Content-Type", $"multipart/form-data; boundary={Boundary}")], Body = Encoding.UTF8.GetBytes(form.ToString()) });
    }
}

using System.Text;

namespace FcCreds.Tests.Oss.Settings;

public sealed class BucketPolicyTests
{
    private const string Public = """{"Version":"1","Statement":[{"Effect":"Allow","Principal":["*"],"Action":"oss:GetObject","Resource":"acs:oss:*:*:photos/*"}]}""";

    [Fact]
    public async Task A_policy_comes_back_as_it_was_put_and_goes()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.GetAsync("/photos", ("policy", null))).IsRefused(404, "NoSuchBucketPolicy");
        (await PutAsync(oss, Public)).IsOk();
        var got = (await oss.Client.GetAsync("/photos", ("policy", null))).IsOk();
        Assert.Equal((Public, "application/json"), (got.Text, got["Content-Type"]));
        (await oss.Client.DeleteAsync("/photos", ("policy", null))).IsOk(204);
        (await oss.Client.DeleteAsync("/photos", ("policy", null))).IsOk(204);
        (await oss.Client.GetAsync("/photos", ("policy", null))).IsRefused(404, "NoSuchBucketPolicy");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"Version":1,"Statement":[{"Effect":"Allow","Principal":["*"],"Action":"oss:*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Perhaps","Principal":["*"],"Action":"oss:*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Principal":["alice"],"Action":"oss:*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"1","Statement":[{"Effect":"Allow","Principal":["*"],"Action":"oss:*"}]}""")]
    public async Task A_policy_outside_the_grammar_is_refused(string json)
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, json)).IsRefused(400, "InvalidPolicyDocument", "0030-00000005");
    }

    [Fact]
    public async Task The_mistake_is_named_with_its_place()
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await PutAsync(oss, """{"Version":"1","Statement":[{"Effect":"Allow","Principal":["*"],"Action":"oss:*","Resource":"photos"}]}""");
        Assert.Contains("Statement[1].Resource", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_longer_than_16_KB_is_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, Public + new string(' ', 16 * 1024))).IsRefused(400, "InvalidPolicyDocument");
    }

    [Theory]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[\"*\"]", true)]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[]", true)]
    [InlineData("\"Effect\":\"Deny\",\"Principal\":[\"*\"]", false)]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[\"1234567890\"]", false)]
    [InlineData("\"Effect\":\"Allow\"", false)]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[\"*\"],\"Condition\":{\"IpAddress\":{\"acs:SourceIp\":\"10.0.0.0/8\"}}", false)]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[\"*\"],\"Condition\":{\"IpAddress\":{\"acs:SourceIp\":\"0.0.0.0/0\"}}", true)]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[\"*\"],\"Condition\":{\"NotIpAddress\":{\"acs:SourceIp\":\"10.0.0.0/8\"}}", true)]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[\"*\"],\"Condition\":{\"StringEquals\":{\"acs:SourceVpc\":\"vpc-1\"}}", false)]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[\"*\"],\"Condition\":{\"StringLike\":{\"acs:SourceVpc\":\"vpc-*\"}}", true)]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":[\"*\"],\"Condition\":{\"StringLike\":{\"acs:UserAgent\":\"curl\"}}", true)]
    public async Task The_status_tells_whether_a_policy_is_public(string statement, bool isPublic)
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Equal("false", (await StatusAsync()).IsOk().Xml.Element("IsPublic")!.Value);
        (await PutAsync(oss, $$"""{"Version":"1","Statement":[{{{statement}},"Action":"oss:GetObject","Resource":"acs:oss:*:*:photos/*"}]}""")).IsOk();
        Assert.Equal(isPublic ? "true" : "false", (await StatusAsync()).Xml.Element("IsPublic")!.Value);

        Task<OssAnswer> StatusAsync() => oss.Client.GetAsync("/photos", ("policyStatus", null));
    }

    [Fact]
    public async Task Only_who_may_put_a_policy_puts_one()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(oss.User).SendAsync(Put(Public))).IsRefused(403, "AccessDenied");
        (await oss.As(oss.Stranger).SendAsync(Put(Public))).IsRefused(403, "AccessDenied");
        (await oss.As(oss.AddUser("LTAIpolicy", OssFixture.Allow("oss:PutBucketPolicy"))).SendAsync(Put(Public))).IsOk();
    }

    private static Task<OssAnswer> PutAsync(OssFixture oss, string json) => oss.Client.SendAsync(Put(json));

    private static OssRequest Put(string json) => new("PUT", "/photos") { Query = [("policy", null)], Body = Encoding.UTF8.GetBytes(json) };
}

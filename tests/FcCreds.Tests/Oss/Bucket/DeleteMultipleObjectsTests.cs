using System.Text;
using FcCreds.Core.Signing;

namespace FcCreds.Tests.Oss.Bucket;

public sealed class DeleteMultipleObjectsTests
{
    [Fact]
    public async Task Every_key_is_reported_even_a_missing_one()
    {
        await using var oss = await StartAsync();
        var answer = (await DeleteAsync(oss.Client, "<Delete><Object><Key>a</Key></Object><Object><Key>missing</Key></Object></Delete>")).IsOk();
        Assert.Equal(["a", "missing"], answer.Xml.Elements("Deleted").Select(one => one.Element("Key")!.Value));
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task Quiet_success_has_no_body()
    {
        await using var oss = await StartAsync();
        var answer = (await DeleteAsync(oss.Client, "<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>")).IsOk();
        Assert.Equal((0, "0"), (answer.Body.Length, answer["Content-Length"]));
    }

    [Fact]
    public async Task A_denied_key_fails_alone()
    {
        await using var oss = await StartAsync();
        var client = oss.As(SigningKey.Of(oss.Session(OssFixture.Allow("oss:DeleteObject", "acs:oss:*:*:photos/a"))));
        var answer = (await DeleteAsync(client, "<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>")).IsOk();
        var error = Assert.Single(answer.Xml.Elements());
        Assert.Equal(("b", "AccessDenied"), (error.Element("Key")!.Value, error.Element("Code")!.Value));
        (await oss.Client.HeadAsync("/photos/a")).IsRefused(404, "NoSuchKey");
        (await oss.Client.HeadAsync("/photos/b")).IsOk();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Delete></Delete>")]
    [InlineData("<Delete><Object>")]
    [InlineData("<!DOCTYPE Delete SYSTEM \"file:///etc/passwd\"><Delete><Object><Key>a</Key></Object></Delete>")]
    public async Task A_malformed_document_deletes_nothing(string document)
    {
        await using var oss = await StartAsync();
        (await DeleteAsync(oss.Client, document)).IsRefused(400, "MalformedXML");
        (await oss.Client.HeadAsync("/photos/a")).IsOk();
    }

    [Fact]
    public async Task More_than_a_thousand_keys_are_refused()
    {
        await using var oss = await StartAsync();
        var many = string.Concat(Enumerable.Range(0, 1001).Select(n => $"<Object><Key>k{n}</Key></Object>"));
        (await DeleteAsync(oss.Client, $"<Delete>{many}</Delete>")).IsRefused(400, "MalformedXML");
    }

    [Fact]
    public async Task A_wrong_Content_MD5_deletes_nothing()
    {
        await using var oss = await StartAsync();
        var answer = await oss.Client.SendAsync(new("POST", "/photos")
        {
            Query = [("delete", null)],
            Headers = [("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")],
            Body = "<Delete><Object><Key>a</Key></Object></Delete>"u8.ToArray(),
        });
        answer.IsRefused(400, "InvalidDigest");
        (await oss.Client.HeadAsync("/photos/a")).IsOk();
    }

    private static async Task<OssFixture> StartAsync()
    {
        var oss = await OssFixture.StartAsync();
        foreach (var key in new[] { "a", "b" }) (await oss.Client.PutAsync("/photos/" + key, "x")).IsOk();
        return oss;
    }

    private static Task<OssAnswer> DeleteAsync(OssClient client, string document)
        => client.SendAsync(new("POST", "/photos") { Query = [("delete", null)], Body = Encoding.UTF8.GetBytes(document) });
}

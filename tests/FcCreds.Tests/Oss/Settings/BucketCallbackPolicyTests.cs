using System.Text;

namespace FcCreds.Tests.Oss.Settings;

public sealed class BucketCallbackPolicyTests
{
    [Fact]
    public async Task Named_callbacks_are_kept_apart_from_the_bucket_policy()
    {
        await using var oss = await OssFixture.StartAsync();
        (await GetAsync(oss)).IsRefused(404, "BucketCallbackPolicyNotExist");
        var answer = (await PutAsync(oss, "<PolicyItem><PolicyName>one</PolicyName><Callback>e30=</Callback><CallbackVar></CallbackVar></PolicyItem>")).IsOk();
        Assert.Null(answer["x-fccreds-effect"]);
        var item = Assert.Single((await GetAsync(oss)).IsOk().Xml.Elements("PolicyItem"));
        Assert.Equal(("one", "e30="), (item.Element("PolicyName")!.Value, item.Element("Callback")!.Value));
        (await oss.Client.GetAsync("/photos", ("policy", null))).IsRefused(404, "NoSuchBucketPolicy");
        (await oss.Client.DeleteAsync("/photos", ("policy", null), ("comp", "callback"))).IsOk(204);
        (await GetAsync(oss)).IsRefused(404, "BucketCallbackPolicyNotExist");
        (await PutAsync(oss, "")).IsOk();
    }

    [Theory]
    [InlineData("<PolicyItem><Callback>e30=</Callback></PolicyItem>", "MalformedXML")]
    [InlineData("<PolicyItem><PolicyName>one</PolicyName></PolicyItem>", "MalformedXML")]
    [InlineData("<PolicyItem><PolicyName>one</PolicyName><Callback>{}</Callback></PolicyItem>", "InvalidArgument")]
    public async Task An_item_outside_the_schema_is_refused(string items, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, items)).IsRefused(400, code);
    }

    private static Task<OssAnswer> GetAsync(OssFixture oss) => oss.Client.GetAsync("/photos", ("policy", null), ("comp", "callback"));

    private static Task<OssAnswer> PutAsync(OssFixture oss, string items) => oss.Client.SendAsync(new("PUT", "/photos")
    {
        Query = [("policy", null), ("comp", "callback")],
        Body = Encoding.UTF8.GetBytes($"<BucketCallbackPolicy>{items}</BucketCallbackPolicy>"),
    });
}

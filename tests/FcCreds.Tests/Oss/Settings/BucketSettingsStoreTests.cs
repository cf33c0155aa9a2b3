using System.Text;
using FcCreds.Oss.Settings;

namespace FcCreds.Tests.Oss.Settings;

public sealed class BucketSettingsStoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_that_comes_after_its_bucket_is_gone_says_nothing_of_the_next_one()
    {
        await using var oss = await OssFixture.StartAsync();
        var first = (await oss.Store.FindBucketAsync("photos", Ct))!;
        (await oss.Client.DeleteAsync("/photos")).IsOk(204);
        await new BucketSettingsStore(oss.Store.Documents).ChangeAsync(first, settings => settings.With(BucketSettings.AclName, "public-read").With("referer", "<x/>"), Ct);
        (await oss.Client.PutAsync("/photos")).IsOk();

        Assert.Equal("private", await AclAsync(oss));
        Assert.Equal("<RefererConfiguration", (await oss.Client.GetAsync("/photos", ("referer", null))).IsOk().Text.Split('>')[1].Trim());
        // Nor does it stand in the way of what is set now.
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("tagging", null)], Body = Encoding.UTF8.GetBytes("<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>") })).IsOk();
        Assert.Equal(("private", "kv"), (await AclAsync(oss), (await oss.Client.GetAsync("/photos", ("tagging", null))).IsOk().Xml.Value));
    }

    private static async Task<string> AclAsync(OssFixture oss)
        => (await oss.Client.GetAsync("/photos", ("acl", null))).IsOk().Xml.Descendants("Grant").Single().Value;
}

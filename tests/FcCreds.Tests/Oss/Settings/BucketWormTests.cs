using System.Text;

namespace FcCreds.Tests.Oss.Settings;

public sealed class BucketWormTests
{
    [Fact]
    public async Task A_locked_policy_keeps_objects_until_their_time_is_over()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "1")).IsOk();
        var id = await InitiateAsync(oss, 10);
        Assert.Equal("InProgress", (await oss.Client.GetAsync("/photos", ("worm", null))).IsOk().Xml.Element("State")!.Value);
        (await PostAsync(oss, $"wormId={id}")).IsOk();
        Assert.Equal("Locked", (await oss.Client.GetAsync("/photos", ("worm", null))).IsOk().Xml.Element("State")!.Value);

        (await oss.Client.PutAsync("/photos/a", "2")).IsRefused(409, "FileImmutable");
        (await oss.Client.DeleteAsync("/photos/a")).IsRefused(409, "FileImmutable");
        (await oss.Client.PutAsync("/photos/new", "2")).IsOk();
        var batch = await oss.Client.SendAsync(new("POST", "/photos") { Query = [("delete", null)], Body = Encoding.UTF8.GetBytes("<Delete><Object><Key>a</Key></Object><Object><Key>missing</Key></Object></Delete>") });
        Assert.Equal(("FileImmutable", "missing"), (batch.IsOk().Xml.Element("Error")!.Element("Code")!.Value, batch.Xml.Element("Deleted")!.Element("Key")!.Value));
        Assert.Equal("1", (await oss.Client.GetAsync("/photos/a")).IsOk().Text);

        oss.Clocks.Life.Shift = TimeSpan.FromDays(11);
        (await oss.Client.PutAsync("/photos/a", "2")).IsOk();
        (await oss.Client.DeleteAsync("/photos/new")).IsOk(204);
    }

    [Fact]
    public async Task A_policy_that_nobody_locks_within_a_day_is_void()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await InitiateAsync(oss, 10);
        (await oss.Client.PutAsync("/photos/a", "1")).IsOk();
        (await oss.Client.DeleteAsync("/photos/a")).IsRefused(409, "FileImmutable");
        oss.Clocks.Life.Shift = TimeSpan.FromDays(1.01);
        (await PostAsync(oss, $"wormId={id}")).IsRefused(404, "NoSuchWORMConfiguration");
        (await oss.Client.DeleteAsync("/photos/a")).IsOk(204);
        await InitiateAsync(oss, 20);
    }

    [Fact]
    public async Task A_locked_policy_is_extended_but_never_shortened_or_deleted()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.GetAsync("/photos", ("worm", null))).IsRefused(404, "NoSuchWORMConfiguration");
        (await PostAsync(oss, "worm", "<InitiateWormConfiguration><RetentionPeriodInDays>0</RetentionPeriodInDays></InitiateWormConfiguration>")).IsRefused(400, "MalformedXML");
        var id = await InitiateAsync(oss, 10);
        (await PostAsync(oss, "wormId=other")).IsRefused(404, "NoSuchWORMConfiguration");
        (await PostAsync(oss, $"wormId={id}")).IsOk();
        (await oss.Client.DeleteAsync("/photos", ("worm", null))).IsRefused(403, "WORMConfigurationLocked");
        (await ExtendAsync(oss, id, 9)).IsRefused(400, "InvalidWORMConfiguration");
        (await ExtendAsync(oss, id, 30)).IsOk();
        Assert.Equal("30", (await oss.Client.GetAsync("/photos", ("worm", null))).Xml.Element("RetentionPeriodInDays")!.Value);
    }

    [Fact]
    public async Task An_unlocked_policy_is_taken_back_and_excludes_versions()
    {
        await using var oss = await OssFixture.StartAsync();
        await InitiateAsync(oss, 10);
        var enable = new OssRequest("PUT", "/photos") { Query = [("versioning", null)], Body = Encoding.UTF8.GetBytes("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>") };
        (await oss.Client.SendAsync(enable)).IsRefused(400, "InvalidRequest");
        (await oss.Client.DeleteAsync("/photos", ("worm", null))).IsOk(204);
        (await oss.Client.SendAsync(enable)).IsOk();
        (await PostAsync(oss, "worm", "<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></InitiateWormConfiguration>")).IsRefused(400, "InvalidWORMConfiguration");
    }

    private static async Task<string> InitiateAsync(OssFixture oss, int days)
        => (await PostAsync(oss, "worm", $"<InitiateWormConfiguration><RetentionPeriodInDays>{days}</RetentionPeriodInDays></InitiateWormConfiguration>")).IsOk()["x-oss-worm-id"]!;

    private static Task<OssAnswer> ExtendAsync(OssFixture oss, string id, int days)
        => PostAsync(oss, $"wormExtend&wormId={id}", $"<ExtendWormConfiguration><RetentionPeriodInDays>{days}</RetentionPeriodInDays></ExtendWormConfiguration>");

    private static Task<OssAnswer> PostAsync(OssFixture oss, string query, string body = "") => oss.Client.SendAsync(new("POST", "/photos")
    {
        Query = [.. query.Split('&').Select(part => part.Split('=')).Select(pair => (pair[0], pair.Length > 1 ? pair[1] : null))],
        Body = Encoding.UTF8.GetBytes(body),
    });
}

using System.Text;

namespace FcCreds.Tests.Oss.Settings;

public sealed class BucketOverwriteConfigTests
{
    [Fact]
    public async Task Rules_come_back_and_go()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.GetAsync("/photos", ("overwriteConfig", null))).IsRefused(404, "NoSuchOverwriteConfig");
        (await PutAsync(oss, "<Rule><Action>forbid</Action><Prefix>a/</Prefix><Principals><Principal>123</Principal></Principals></Rule>")).IsOk();
        var rule = Assert.Single((await oss.Client.GetAsync("/photos", ("overwriteConfig", null))).IsOk().Xml.Elements("Rule"));
        Assert.Equal(("a/", "123"), (rule.Element("Prefix")!.Value, rule.Element("Principals")!.Element("Principal")!.Value));
        Assert.NotEmpty(rule.Element("ID")!.Value);
        (await oss.Client.DeleteAsync("/photos", ("overwriteConfig", null))).IsOk(204);
        (await oss.Client.GetAsync("/photos", ("overwriteConfig", null))).IsRefused(404, "NoSuchOverwriteConfig");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Rule><Action>allow</Action></Rule>")]
    [InlineData("<Rule><ID>1</ID><Action>forbid</Action></Rule><Rule><ID>1</ID><Action>forbid</Action></Rule>")]
    [InlineData("<Rule><Action>forbid</Action><Prefix>a</Prefix><Prefix>b</Prefix></Rule>")]
    public async Task A_rule_outside_the_schema_is_refused(string rules)
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, rules)).IsRefused(400, "MalformedXML", "0015-00000231");
    }

    [Fact]
    public async Task Without_its_bucket_the_put_finds_fault_with_the_document()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<Rule><Action>forbid</Action></Rule>", "nobody-s")).IsRefused(400, "MalformedXML", "0015-00000231");
        (await oss.Client.GetAsync("/nobody-s", ("overwriteConfig", null))).IsRefused(404, "NoSuchBucket");
    }

    [Fact]
    public async Task What_a_rule_matches_is_not_overwritten()
    {
        await using var oss = await OssFixture.StartAsync();
        await PutAsync(oss, "<Rule><Action>forbid</Action><Prefix>kept/</Prefix><Suffix>.txt</Suffix></Rule>");
        foreach (var key in new[] { "kept/a.txt", "kept/a.bin", "a.txt" }) (await oss.Client.PutAsync($"/photos/{key}", "1")).IsOk();
        (await oss.Client.PutAsync("/photos/kept/a.txt", "2")).IsRefused(409, "FileAlreadyExists");
        (await oss.Client.PutAsync("/photos/kept/a.txt", "", ("x-oss-copy-source", "/photos/a.txt"))).IsRefused(409, "FileAlreadyExists");
        (await oss.Client.PutAsync("/photos/kept/a.bin", "2")).IsOk();
        (await oss.Client.PutAsync("/photos/a.txt", "2")).IsOk();
        Assert.Equal("1", (await oss.Client.GetAsync("/photos/kept/a.txt")).Text);
    }

    [Fact]
    public async Task A_rule_with_principals_is_for_them_only()
    {
        await using var oss = await OssFixture.StartAsync();
        await PutAsync(oss, "<Rule><Action>forbid</Action><Principals><Principal>2001</Principal></Principals></Rule>");
        await oss.Client.PutAsync("/photos/a", "1");
        (await oss.As(oss.AddRamUser("LTAIone", "2001", OssFixture.Allow("oss:*"))).PutAsync("/photos/a", "2")).IsRefused(409, "FileAlreadyExists");
        (await oss.As(oss.AddRamUser("LTAItwo", "2002", OssFixture.Allow("oss:*"))).PutAsync("/photos/a", "2")).IsOk();
    }

    private static Task<OssAnswer> PutAsync(OssFixture oss, string rules, string bucket = "photos")
        => oss.Client.SendAsync(new("PUT", $"/{bucket}") { Query = [("overwriteConfig", null)], Body = Encoding.UTF8.GetBytes($"<OverwriteConfiguration>{rules}</OverwriteConfiguration>") });
}

using System.Text;
using FcCreds.Oss.Lifecycle;
using FcCreds.Tests.Oss.Multipart;

namespace FcCreds.Tests.Oss.Lifecycle;

public sealed class LifecycleTests
{
    private const string Versions = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";

    [Theory]
    [InlineData("<Rule><Prefix/><Status>Enabled</Status></Rule>", "MalformedXML")]
    [InlineData("<Rule><Prefix/><Status>On</Status><Expiration><Days>1</Days></Expiration></Rule>", "MalformedXML")]
    [InlineData("<Rule><Prefix/><Status>Enabled</Status><Expiration><Days>0</Days></Expiration></Rule>", "MalformedXML")]
    [InlineData("<Rule><Prefix/><Status>Enabled</Status><Expiration><Days>1</Days><CreatedBeforeDate>2026-01-01T00:00:00.000Z</CreatedBeforeDate></Expiration></Rule>", "MalformedXML")]
    [InlineData("<Rule><Prefix/><Status>Enabled</Status><Expiration><CreatedBeforeDate>2026-01-01T01:00:00.000Z</CreatedBeforeDate></Expiration></Rule>", "InvalidArgument")]
    [InlineData("<Rule><Prefix/><Status>Enabled</Status><Transition><Days>1</Days><StorageClass>Hot</StorageClass></Transition></Rule>", "MalformedXML")]
    [InlineData("<Rule><Prefix/><Status>Enabled</Status><Transition><Days>9</Days><StorageClass>IA</StorageClass></Transition><Expiration><Days>9</Days></Expiration></Rule>", "InvalidArgument")]
    [InlineData("<Rule><Prefix/><Status>Enabled</Status><Tag><Key>k</Key><Value>v</Value></Tag><AbortMultipartUpload><Days>1</Days></AbortMultipartUpload></Rule>", "MalformedXML")]
    [InlineData("<Rule><ID>a</ID><Prefix>x</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule><Rule><ID>b</ID><Prefix>x/y</Prefix><Status>Enabled</Status><Expiration><Days>2</Days></Expiration></Rule>", "InvalidArgument")]
    [InlineData("<Rule><ID>a</ID><Prefix>x</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule><Rule><ID>a</ID><Prefix>y</Prefix><Status>Enabled</Status><Expiration><Days>2</Days></Expiration></Rule>", "InvalidArgument")]
    public async Task Rules_that_make_no_sense_are_refused(string rules, string code)
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, rules)).IsRefused(400, code);
        (await oss.Client.GetAsync("/photos", ("lifecycle", null))).IsRefused(404, "NoSuchLifecycle");
    }

    [Fact]
    public async Task Rules_come_back_with_an_id()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<Rule><Prefix>logs/</Prefix><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>")).IsOk();
        var rule = (await oss.Client.GetAsync("/photos", ("lifecycle", null))).IsOk().Xml.Element("Rule")!;
        Assert.NotEmpty(rule.Element("ID")!.Value);
        Assert.Equal("3", rule.Element("Expiration")!.Element("Days")!.Value);
        (await oss.Client.DeleteAsync("/photos", ("lifecycle", null))).IsOk(204);
        (await oss.Client.GetAsync("/photos", ("lifecycle", null))).IsRefused(404, "NoSuchLifecycle");
    }

    [Fact]
    public async Task Objects_expire_by_the_life_clock_and_their_headers_say_when()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<Rule><ID>old</ID><Prefix>logs/</Prefix><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>")).IsOk();
        (await oss.Client.PutAsync("/photos/logs/a", "1")).IsOk();
        (await oss.Client.PutAsync("/photos/kept", "1")).IsOk();
        Assert.EndsWith("00:00:00 GMT\", rule-id=\"old\"", (await oss.Client.HeadAsync("/photos/logs/a"))["x-oss-expiration"], StringComparison.Ordinal);
        Assert.Null((await oss.Client.HeadAsync("/photos/kept"))["x-oss-expiration"]);
        Assert.False((await RunAsync(oss)).DidAnything);
        oss.Clocks.Life.Shift = TimeSpan.FromDays(5);
        Assert.Equal(1, (await RunAsync(oss)).Expired);
        (await oss.Client.GetAsync("/photos/logs/a")).IsRefused(404, "NoSuchKey");
        (await oss.Client.GetAsync("/photos/kept")).IsOk();
        Assert.Equal(0, (await RunAsync(oss)).Expired);
    }

    [Fact]
    public async Task Every_write_tells_when_the_object_will_expire()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<Rule><ID>old</ID><Prefix>logs/</Prefix><Status>Enabled</Status><Tag><Key>k</Key><Value>v</Value></Tag><Expiration><Days>3</Days></Expiration></Rule>")).IsOk();
        (string, string) tag = ("x-oss-tagging", "k=v");
        var upload = await oss.Client.InitiateAsync("/photos/logs/parts", [tag]);
        (await oss.Client.UploadPartAsync("/photos/logs/parts", upload, 1, [1])).IsOk();
        OssAnswer[] written =
        [
            await oss.Client.PutAsync("/photos/logs/put", "1", tag),
            await oss.Client.SendAsync(new("PUT", "/photos/logs/copy") { Headers = [("x-oss-copy-source", "/photos/logs/put")], Body = [] }),
            await oss.Client.SendAsync(new("POST", "/photos/logs/append") { Query = [("append", null), ("position", "0")], Headers = [tag], Body = [1] }),
            await oss.Client.CompleteAllAsync("/photos/logs/parts", upload),
        ];
        Assert.All(written, answer => Assert.EndsWith("00:00:00 GMT\", rule-id=\"old\"", answer.IsOk()["x-oss-expiration"], StringComparison.Ordinal));
        Assert.Null((await oss.Client.PutAsync("/photos/logs/untagged", "1"))["x-oss-expiration"]);
    }

    [Fact]
    public async Task An_object_that_went_cold_tells_when()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<Rule><Prefix/><Status>Enabled</Status><Transition><Days>2</Days><StorageClass>IA</StorageClass></Transition><Transition><Days>9</Days><StorageClass>ColdArchive</StorageClass></Transition></Rule>")).IsOk();
        (await oss.Client.PutAsync("/photos/a", "1", ("x-oss-tagging", "k=v"))).IsOk();
        oss.Clocks.Life.Shift = TimeSpan.FromDays(4);
        await RunAsync(oss);
        Assert.Null((await oss.Client.HeadAsync("/photos/a"))["x-oss-transition-time"]);
        oss.Clocks.Life.Shift = TimeSpan.FromDays(20);
        await RunAsync(oss);
        var head = (await oss.Client.HeadAsync("/photos/a")).IsOk();
        var time = DateTimeOffset.Parse(head["x-oss-transition-time"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(oss.Clocks.Life.GetUtcNow() - time, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Assert.Equal(("1", head["x-oss-transition-time"]), (head["x-oss-tagging-count"], (await oss.Client.HeadAsync("/photos/a", ("objectMeta", null)))["x-oss-transition-time"]));
    }

    [Fact]
    public async Task Objects_move_to_the_coldest_class_that_is_due_and_keep_their_time()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<Rule><Prefix/><Status>Enabled</Status><Transition><Days>2</Days><StorageClass>IA</StorageClass></Transition><Transition><Days>9</Days><StorageClass>Archive</StorageClass></Transition></Rule>")).IsOk();
        (await oss.Client.PutAsync("/photos/a", "12345", ("x-oss-tagging", "k=v"))).IsOk();
        var before = (await oss.Client.HeadAsync("/photos/a"))["Last-Modified"];
        oss.Clocks.Life.Shift = TimeSpan.FromDays(4);
        Assert.Equal(1, (await RunAsync(oss)).Transitioned);
        var after = await oss.Client.HeadAsync("/photos/a");
        Assert.Equal(("IA", before, "1"), (after["x-oss-storage-class"], after["Last-Modified"], after["x-oss-tagging-count"]));
        Assert.Equal("5", (await oss.Client.GetAsync("/photos", ("stat", null))).Xml.Element("InfrequentAccessStorage")!.Value);
        oss.Clocks.Life.Shift = TimeSpan.FromDays(20);
        Assert.Equal(1, (await RunAsync(oss)).Transitioned);
        (await oss.Client.GetAsync("/photos/a")).IsRefused(403, "InvalidObjectState");
    }

    [Fact]
    public async Task Tags_and_exclusions_choose_the_objects()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<Rule><Prefix/><Status>Enabled</Status><Tag><Key>temp</Key><Value>yes</Value></Tag><Filter><Not><Prefix>keep/</Prefix></Not></Filter><Expiration><Days>1</Days></Expiration></Rule>")).IsOk();
        (await oss.Client.PutAsync("/photos/a", "1", ("x-oss-tagging", "temp=yes&more=1"))).IsOk();
        (await oss.Client.PutAsync("/photos/b", "1", ("x-oss-tagging", "temp=no"))).IsOk();
        (await oss.Client.PutAsync("/photos/keep/c", "1", ("x-oss-tagging", "temp=yes"))).IsOk();
        oss.Clocks.Life.Shift = TimeSpan.FromDays(3);
        Assert.Equal(1, (await RunAsync(oss)).Expired);
        (await oss.Client.GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
        (await oss.Client.GetAsync("/photos/b")).IsOk();
        (await oss.Client.GetAsync("/photos/keep/c")).IsOk();
    }

    [Fact]
    public async Task Old_versions_and_lone_markers_go()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", "/photos") { Query = [("versioning", null)], Body = Encoding.UTF8.GetBytes(Versions) })).IsOk();
        (await PutAsync(oss, "<Rule><Prefix/><Status>Enabled</Status><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration><NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays></NoncurrentVersionExpiration></Rule>")).IsOk();
        (await oss.Client.PutAsync("/photos/a", "1")).IsOk();
        (await oss.Client.PutAsync("/photos/a", "2")).IsOk();
        (await oss.Client.PutAsync("/photos/b", "1")).IsOk();
        (await oss.Client.DeleteAsync("/photos/b")).IsOk(204);
        Assert.False((await RunAsync(oss)).DidAnything);
        oss.Clocks.Life.Shift = TimeSpan.FromDays(4);
        Assert.Equal(2, (await RunAsync(oss)).NoncurrentExpired);
        Assert.Equal("2", (await oss.Client.GetAsync("/photos/a")).IsOk().Text);
        Assert.Equal(1, (await RunAsync(oss)).MarkersRemoved);
        Assert.Single((await oss.Client.GetAsync("/photos", ("versions", null))).Xml.Elements("Version"));
        Assert.Empty((await oss.Client.GetAsync("/photos", ("versions", null))).Xml.Elements("DeleteMarker"));
    }

    [Fact]
    public async Task Uploads_that_nobody_finishes_are_aborted()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "<Rule><Prefix>in/</Prefix><Status>Enabled</Status><AbortMultipartUpload><Days>1</Days></AbortMultipartUpload></Rule>")).IsOk();
        (await oss.Client.SendAsync(new("POST", "/photos/in/a") { Query = [("uploads", null)], Body = [] })).IsOk();
        (await oss.Client.SendAsync(new("POST", "/photos/out/b") { Query = [("uploads", null)], Body = [] })).IsOk();
        oss.Clocks.Life.Shift = TimeSpan.FromDays(3);
        Assert.Equal(1, (await RunAsync(oss)).UploadsAborted);
        Assert.Equal(["out/b"], (await oss.Client.GetAsync("/photos", ("uploads", null))).IsOk().Xml.Elements("Upload").Select(upload => upload.Element("Key")!.Value));
    }

    private static async Task<LifecycleReport> RunAsync(OssFixture oss)
        => Assert.Single(await oss.Lifecycle.RunAsync([OssFixture.Account], TestContext.Current.CancellationToken));

    private static Task<OssAnswer> PutAsync(OssFixture oss, string rules) => oss.Client.SendAsync(new("PUT", "/photos")
    {
        Query = [("lifecycle", null)],
        Body = Encoding.UTF8.GetBytes($"<LifecycleConfiguration>{rules}</LifecycleConfiguration>"),
    });
}

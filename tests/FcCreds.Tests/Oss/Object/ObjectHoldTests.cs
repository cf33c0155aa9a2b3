using System.Globalization;
using System.Text;
using FcCreds.Tests.Oss.Multipart;

namespace FcCreds.Tests.Oss.Object;

public sealed class ObjectHoldTests
{
    [Fact]
    public async Task A_retained_version_outlives_deletions_until_its_date()
    {
        await using var oss = await StartAsync();
        var version = (await oss.Client.PutAsync("/photos/a", "x")).IsOk()["x-oss-version-id"]!;
        (await oss.Client.GetAsync("/photos/a", ("retention", null))).IsRefused(404, "NoSuchObjectWormConfiguration");
        (await RetainAsync(oss, "COMPLIANCE", oss.Clocks.Life.GetUtcNow().AddDays(2))).IsOk();
        (await RetainAsync(oss, "COMPLIANCE", oss.Clocks.Life.GetUtcNow().AddDays(1))).IsRefused(400, "InvalidArgument");
        Assert.Equal("COMPLIANCE", (await oss.Client.GetAsync("/photos/a", ("retention", null))).IsOk().Xml.Element("Mode")!.Value);

        (await oss.Client.DeleteAsync("/photos/a", ("versionId", version))).IsRefused(409, "FileImmutable");
        var batch = (await DeleteAllAsync(oss, version)).IsOk().Xml;
        Assert.Equal("FileImmutable", batch.Element("Error")!.Element("Code")!.Value);
        // A marker hides the version and takes nothing away.
        (await oss.Client.DeleteAsync("/photos/a")).IsOk(204);
        (await oss.Client.GetAsync("/photos/a", ("versionId", version))).IsOk();

        oss.Clocks.Life.Shift = TimeSpan.FromDays(3);
        (await oss.Client.DeleteAsync("/photos/a", ("versionId", version))).IsOk(204);
    }

    [Fact]
    public async Task A_legal_hold_has_no_end_but_can_be_lifted()
    {
        await using var oss = await StartAsync();
        var version = (await oss.Client.PutAsync("/photos/a", "x")).IsOk()["x-oss-version-id"]!;
        Assert.Equal("OFF", await HoldAsync(oss));
        (await PutAsync(oss, "legalHold", "<LegalHold><Status>ON</Status></LegalHold>")).IsOk();
        Assert.Equal("ON", await HoldAsync(oss));
        oss.Clocks.Life.Shift = TimeSpan.FromDays(1000);
        (await oss.Client.DeleteAsync("/photos/a", ("versionId", version))).IsRefused(409, "FileImmutable");
        (await PutAsync(oss, "legalHold", "<LegalHold><Status>OFF</Status></LegalHold>")).IsOk();
        (await oss.Client.DeleteAsync("/photos/a", ("versionId", version))).IsOk(204);
    }

    [Fact]
    public async Task Nothing_is_held_where_the_bucket_does_not_say_so_and_nothing_wrong_is_kept()
    {
        await using var plain = await OssFixture.StartAsync();
        (await plain.Client.PutAsync("/photos/a", "x")).IsOk();
        (await PutAsync(plain, "legalHold", "<LegalHold><Status>ON</Status></LegalHold>")).IsRefused(404, "NoSuchObjectWormConfiguration");
        await using var oss = await StartAsync();
        (await oss.Client.PutAsync("/photos/a", "x")).IsOk();
        (await RetainAsync(oss, "GOVERNANCE", oss.Clocks.Life.GetUtcNow().AddDays(1))).IsRefused(400, "InvalidArgument");
        (await RetainAsync(oss, "COMPLIANCE", oss.Clocks.Life.GetUtcNow().AddDays(-1))).IsRefused(400, "InvalidArgument");
        (await PutAsync(oss, "legalHold", "<LegalHold><Status>maybe</Status></LegalHold>")).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task Every_write_gets_the_default_retention_and_its_own_if_it_asks()
    {
        await using var oss = await StartAsync("<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>2</Days></DefaultRetention></Rule>");
        (await oss.Client.PutAsync("/photos/put", "x")).IsOk();
        (await oss.Client.SendAsync(new("PUT", "/photos/link") { Query = [("symlink", null)], Headers = [("x-oss-symlink-target", "put")], Body = [] })).IsOk();
        (await oss.Client.SendAsync(new("PUT", "/photos/copy") { Headers = [("x-oss-copy-source", "/photos/put")], Body = [] })).IsOk();
        var upload = await oss.Client.InitiateAsync("/photos/parts");
        (await oss.Client.UploadPartAsync("/photos/parts", upload, 1, [1])).IsOk();
        (await oss.Client.CompleteAllAsync("/photos/parts", upload)).IsOk();
        foreach (var key in new[] { "put", "link", "copy", "parts" })
        {
            var head = (await oss.Client.HeadAsync($"/photos/{key}")).IsOk();
            Assert.Equal("COMPLIANCE", head["x-oss-object-worm-mode"]);
            var until = (await oss.Client.GetAsync($"/photos/{key}", ("retention", null))).IsOk().Xml.Element("RetainUntilDate")!.Value;
            Assert.Equal(until, head["x-oss-object-worm-retain-until-date"]);
            (await oss.Client.DeleteAsync($"/photos/{key}", ("versionId", head["x-oss-version-id"]))).IsRefused(409, "FileImmutable");
            // What was read can be put back.
            (await oss.Client.SendAsync(new("PUT", $"/photos/{key}")
            {
                Query = [("retention", null)],
                Body = Encoding.UTF8.GetBytes($"<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>{until}</RetainUntilDate></Retention>"),
            })).IsOk();
        }
        // An overwrite adds a version, and takes nothing from the one before.
        var first = (await oss.Client.HeadAsync("/photos/put"))["x-oss-version-id"]!;
        (await oss.Client.PutAsync("/photos/put", "y", Own("2100-01-02T00:00:00.000Z"))).IsOk();
        Assert.Equal("x", (await oss.Client.GetAsync("/photos/put", ("versionId", first))).IsOk().Text);
        oss.Clocks.Life.Shift = TimeSpan.FromDays(3);
        (await oss.Client.DeleteAsync("/photos/put", ("versionId", first))).IsOk(204);
        var second = (await oss.Client.HeadAsync("/photos/put")).IsOk();
        Assert.Equal("2100-01-02T00:00:00.000Z", second["x-oss-object-worm-retain-until-date"]);
        (await oss.Client.DeleteAsync("/photos/put", ("versionId", second["x-oss-version-id"]))).IsRefused(409, "FileImmutable");
    }

    [Fact]
    public async Task Object_level_retention_asks_for_versions_and_excludes_appends_and_the_bucket_s_policy()
    {
        await using var plain = await OssFixture.StartAsync();
        (await PutAsync(plain, "objectWorm", Worm(""), "/photos")).IsRefused(400, "InvalidRequest");
        (await plain.Client.PutAsync("/photos/a", "x", Own("2100-01-02T00:00:00.000Z"))).IsRefused(404, "NoSuchObjectWormConfiguration");
        await using var oss = await StartAsync();
        foreach (var wrong in new[] { "<Rule/>", "<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule>", "<Rule><DefaultRetention><Mode>COMPLIANCE</Mode></DefaultRetention></Rule>" })
            (await PutAsync(oss, "objectWorm", Worm(wrong), "/photos")).IsRefused(400, "MalformedXML");
        (await PutAsync(oss, "versioning", "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>", "/photos")).IsRefused(400, "InvalidRequest");
        (await oss.Client.SendAsync(new("POST", "/photos/log") { Query = [("append", null), ("position", "0")], Body = [1] })).IsRefused(400, "OperationNotSupported");
        (await oss.Client.PutAsync("/photos/a", "x", Own("2001-01-02T00:00:00.000Z"))).IsRefused(400, "InvalidArgument");
        (await oss.Client.PutAsync("/photos/a", "x", ("x-oss-object-worm-mode", "GOVERNANCE"))).IsRefused(400, "InvalidArgument");

        var user = oss.As(oss.AddUser("LTAIwriter", OssFixture.Allow("oss:PutObject")));
        (await user.PutAsync("/photos/a", "x")).IsOk();
        (await user.PutAsync("/photos/a", "x", Own("2100-01-02T00:00:00.000Z"))).IsRefused(403, "AccessDenied");
    }

    [Fact]
    public async Task Reads_behind_a_delete_marker_tell_of_it()
    {
        await using var oss = await StartAsync();
        var first = (await oss.Client.PutAsync("/photos/a", "x")).IsOk()["x-oss-version-id"]!;
        var marker = (await oss.Client.DeleteAsync("/photos/a")).IsOk(204)["x-oss-version-id"]!;
        foreach (var query in new (string, string?)[][] { [], [("objectMeta", null)] })
        {
            var hidden = await oss.Client.HeadAsync("/photos/a", query);
            hidden.IsRefused(404, "NoSuchKey");
            Assert.Equal(("true", marker), (hidden["x-oss-delete-marker"], hidden["x-oss-version-id"]));
        }
        var asked = await oss.Client.GetAsync("/photos/a", ("versionId", marker));
        asked.IsRefused(405, "MethodNotAllowed", "0003-00000016");
        Assert.Equal(("DELETE", "true", "DeleteMarker"), (asked["Allow"], asked["x-oss-delete-marker"], asked.Error.Element("ResourceType")!.Value));
        Assert.Equal(first, (await oss.Client.GetAsync("/photos/a", ("versionId", first))).IsOk()["x-oss-version-id"]);
    }

    private static (string, string)[] Own(string until) => [("x-oss-object-worm-mode", "COMPLIANCE"), ("x-oss-object-worm-retain-until-date", until)];

    private static string Worm(string rule) => $"<ObjectWormConfiguration><ObjectWormEnabled>Enabled</ObjectWormEnabled>{rule}</ObjectWormConfiguration>";

    private static async Task<OssFixture> StartAsync(string rule = "")
    {
        var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, "versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>", "/photos")).IsOk();
        (await PutAsync(oss, "objectWorm", Worm(rule), "/photos")).IsOk();
        return oss;
    }

    private static Task<OssAnswer> PutAsync(OssFixture oss, string subResource, string document, string path = "/photos/a")
        => oss.Client.SendAsync(new("PUT", path) { Query = [(subResource, null)], Body = Encoding.UTF8.GetBytes(document) });

    private static Task<OssAnswer> RetainAsync(OssFixture oss, string mode, DateTimeOffset until) => PutAsync(oss, "retention",
        $"<Retention><Mode>{mode}</Mode><RetainUntilDate>{until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}</RetainUntilDate></Retention>");

    private static Task<OssAnswer> DeleteAllAsync(OssFixture oss, string version) => oss.Client.SendAsync(new("POST", "/photos")
    {
        Query = [("delete", null)],
        Body = Encoding.UTF8.GetBytes($"<Delete><Object><Key>a</Key><VersionId>{version}</VersionId></Object></Delete>"),
    });

    private static async Task<string> HoldAsync(OssFixture oss) => (await oss.Client.GetAsync("/photos/a", ("legalHold", null))).IsOk().Xml.Element("Status")!.Value;
}

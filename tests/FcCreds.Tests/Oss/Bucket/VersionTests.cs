using System.Text;

namespace FcCreds.Tests.Oss.Bucket;

public sealed class VersionTests
{
    private const string Enabled = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    private const string Suspended = "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>";

    [Fact]
    public async Task Versioning_tells_what_was_set_and_nothing_before()
    {
        await using var oss = await OssFixture.StartAsync();
        Assert.Empty((await oss.Client.GetAsync("/photos", ("versioning", null))).IsOk().Xml.Elements());
        (await PutAsync(oss, "<VersioningConfiguration><Status>Off</Status></VersioningConfiguration>")).IsRefused(400, "MalformedXML");
        (await PutAsync(oss, Enabled)).IsOk();
        Assert.Equal("Enabled", (await oss.Client.GetAsync("/photos", ("versioning", null))).Xml.Element("Status")?.Value);
        Assert.Equal("Enabled", (await oss.Client.GetAsync("/photos", ("bucketInfo", null))).Xml.Descendants("Versioning").Single().Value);
    }

    [Fact]
    public async Task Versions_and_markers_are_listed_newest_first_for_each_key()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, Enabled)).IsOk();
        var first = (await oss.Client.PutAsync("/photos/a", "1"))["x-oss-version-id"];
        var second = (await oss.Client.PutAsync("/photos/a", "22"))["x-oss-version-id"];
        var marker = (await oss.Client.DeleteAsync("/photos/a")).IsOk(204);
        Assert.Equal("true", marker["x-oss-delete-marker"]);
        (await oss.Client.PutAsync("/photos/b", "b")).IsOk();

        var list = (await oss.Client.GetAsync("/photos", ("versions", null))).IsOk().Xml;
        var entries = list.Elements().Where(element => element.Name.LocalName is "Version" or "DeleteMarker")
            .Select(element => (element.Name.LocalName, element.Element("Key")!.Value, element.Element("VersionId")!.Value, element.Element("IsLatest")!.Value)).ToArray();
        Assert.Equal(("DeleteMarker", "a", marker["x-oss-version-id"], "true"), entries[0]);
        Assert.Equal(("Version", "a", second, "false"), entries[1]);
        Assert.Equal(("Version", "a", first, "false"), entries[2]);
        Assert.Equal(("Version", "b", "true"), (entries[3].LocalName, entries[3].Item2, entries[3].Item4));
        Assert.Equal("ListVersionsResult", list.Name.LocalName);
    }

    [Fact]
    public async Task Pages_of_versions_follow_each_other_by_key_and_version()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, Enabled)).IsOk();
        var written = new List<string>();
        foreach (var key in new[] { "a b", "c/1", "c/2", "d" })
        {
            for (var turn = 0; turn < 3; turn++) written.Add((await oss.Client.PutAsync($"/photos/{Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal)}", "x"))["x-oss-version-id"]!);
        }
        var seen = new List<string>();
        var (keyMarker, idMarker) = ("", "");
        while (true)
        {
            var page = (await oss.Client.GetAsync("/photos", ("versions", null), ("max-keys", "2"), ("key-marker", keyMarker), ("version-id-marker", idMarker), ("encoding-type", "url"))).IsOk().Xml;
            seen.AddRange(page.Elements("Version").Select(version => version.Element("VersionId")!.Value));
            if (page.Element("IsTruncated")!.Value == "false") break;
            (keyMarker, idMarker) = (Uri.UnescapeDataString(page.Element("NextKeyMarker")!.Value), page.Element("NextVersionIdMarker")!.Value);
        }
        Assert.Equal(written.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));

        var grouped = (await oss.Client.GetAsync("/photos", ("versions", null), ("delimiter", "/"))).IsOk().Xml;
        Assert.Equal(["c/"], grouped.Elements("CommonPrefixes").Select(prefix => prefix.Value));
        Assert.Equal(6, grouped.Elements("Version").Count());
        (await oss.Client.GetAsync("/photos", ("versions", null), ("version-id-marker", "x"))).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task A_version_is_deleted_for_good_and_so_is_a_marker()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, Enabled)).IsOk();
        var version = (await oss.Client.PutAsync("/photos/a", "1"))["x-oss-version-id"]!;
        var marker = (await oss.Client.DeleteAsync("/photos/a"))["x-oss-version-id"]!;
        (await oss.Client.GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
        (await oss.Client.DeleteAsync("/photos")).IsRefused(409, "BucketNotEmpty");

        var removed = (await oss.Client.DeleteAsync("/photos/a", ("versionId", marker))).IsOk(204);
        Assert.Equal((marker, "true"), (removed["x-oss-version-id"], removed["x-oss-delete-marker"]));
        Assert.Equal("1", (await oss.Client.GetAsync("/photos/a")).IsOk().Text);
        var batch = await oss.Client.SendAsync(new("POST", "/photos")
        {
            Query = [("delete", null)],
            Body = Encoding.UTF8.GetBytes($"<Delete><Object><Key>a</Key><VersionId>{version}</VersionId></Object></Delete>"),
        });
        Assert.Equal(version, batch.IsOk().Xml.Element("Deleted")!.Element("VersionId")!.Value);
        (await oss.Client.DeleteAsync("/photos")).IsOk(204);
    }

    [Fact]
    public async Task Suspended_versioning_writes_the_null_version_and_keeps_the_others()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "before")).IsOk();
        (await PutAsync(oss, Enabled)).IsOk();
        var kept = (await oss.Client.PutAsync("/photos/a", "kept"))["x-oss-version-id"]!;
        (await PutAsync(oss, Suspended)).IsOk();
        Assert.Equal("null", (await oss.Client.PutAsync("/photos/a", "after"))["x-oss-version-id"]);
        Assert.Equal("after", (await oss.Client.GetAsync("/photos/a", ("versionId", "null"))).IsOk().Text);
        Assert.Equal("kept", (await oss.Client.GetAsync("/photos/a", ("versionId", kept))).IsOk().Text);
        var marker = (await oss.Client.DeleteAsync("/photos/a")).IsOk(204);
        Assert.Equal("null", marker["x-oss-version-id"]);
        Assert.Equal(["null", kept], (await oss.Client.GetAsync("/photos", ("versions", null))).Xml.Descendants("VersionId").Select(id => id.Value));
    }

    [Fact]
    public async Task Overwriting_cannot_be_forbidden_where_versions_are_kept()
    {
        await using var oss = await OssFixture.StartAsync();
        (await PutAsync(oss, Enabled)).IsOk();
        (await oss.Client.PutAsync("/photos/a", "1")).IsOk();
        (await oss.Client.PutAsync("/photos/a", "2", ("x-oss-forbid-overwrite", "true"))).IsOk();
        Assert.Equal(2, (await oss.Client.GetAsync("/photos", ("versions", null))).Xml.Elements("Version").Count());
    }

    private static Task<OssAnswer> PutAsync(OssFixture oss, string body)
        => oss.Client.SendAsync(new("PUT", "/photos") { Query = [("versioning", null)], Body = Encoding.UTF8.GetBytes(body) });
}

using System.Text;
using System.Xml.Linq;
using FcCreds.Storage;

namespace FcCreds.Tests.Oss.Multipart;

public sealed class ListMultipartUploadsTests
{
    [Fact]
    public async Task Without_uploads_the_markers_are_there_and_empty()
    {
        await using var oss = await OssFixture.StartAsync();
        var list = (await oss.Client.GetAsync("/photos", ("uploads", null))).IsOk().Xml;
        Assert.Equal(("false", "", "", "1000"), (list.Element("IsTruncated")!.Value, list.Element("NextKeyMarker")!.Value, list.Element("NextUploadIdMarker")!.Value, list.Element("MaxUploads")!.Value));
        (await oss.Client.GetAsync("/photos", ("uploads", null), ("max-uploads", "1001"))).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task The_last_page_names_its_last_upload_too()
    {
        await using var oss = await OssFixture.StartAsync();
        var id = await oss.Client.InitiateAsync("/photos/a%20b", [("x-oss-storage-class", "IA")]);
        var list = (await oss.Client.GetAsync("/photos", ("uploads", null), ("encoding-type", "url"))).IsOk().Xml;
        Assert.Equal(("a%20b", id), (list.Element("NextKeyMarker")!.Value, list.Element("NextUploadIdMarker")!.Value));
        var upload = list.Element("Upload")!;
        Assert.Equal(("a%20b", id, "IA"), (upload.Element("Key")!.Value, upload.Element("UploadId")!.Value, upload.Element("StorageClass")!.Value));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z$", upload.Element("Initiated")!.Value);
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("", "", 3)]
    [InlineData("", "/", 1)]
    [InlineData("", "/", 2)]
    [InlineData("a", "/", 2)]
    [InlineData("a/", "", 2)]
    [InlineData("zz", "/", 2)]
    [InlineData("long/", "", 1)]
    public async Task Pages_together_are_what_a_plain_look_finds(string prefix, string delimiter, int pageSize)
    {
        await using var oss = await OssFixture.StartAsync();
        var longKey = "long/" + new string('x', 500);
        string[] keys = ["a", "a", "a", "a!", "a/1", "a/1", "a/2/3", "b/1", "b/2", "é/1", "\uFFFD", "🙂", longKey, longKey + "y"];
        var uploads = new List<(string Key, string Id)>();
        foreach (var key in keys) uploads.Add((key, await oss.Client.InitiateAsync("/photos/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString)))));

        var expected = uploads.Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(upload => delimiter.Length > 0 && upload.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is >= 0 and var at ? (Key: upload.Key[..(at + 1)], Id: "") : upload)
            .Distinct().OrderBy(line => line.Key, KeyOrder.Instance).ThenBy(line => line.Id, StringComparer.Ordinal).ToList();

        var found = new List<(string Key, string Id)>();
        for (var (keyMarker, idMarker) = ("", ""); ;)
        {
            var page = (await oss.Client.GetAsync("/photos", ("uploads", null), ("prefix", prefix), ("delimiter", delimiter), ("max-uploads", $"{pageSize}"),
                ("key-marker", keyMarker), ("upload-id-marker", idMarker), ("encoding-type", "url"))).IsOk().Xml;
            found.AddRange(page.Elements("Upload").Select(one => (Text(one, "Key"), Text(one, "UploadId"))).Concat(page.Elements("CommonPrefixes").Select(one => (Text(one, "Prefix"), "")))
                .OrderBy(line => line.Item1, KeyOrder.Instance).ThenBy(line => line.Item2, StringComparer.Ordinal));
            if (Text(page, "IsTruncated") == "false") break;
            (keyMarker, idMarker) = (Text(page, "NextKeyMarker"), Text(page, "NextUploadIdMarker"));
        }
        Assert.Equal(expected, found);

        static string Text(XElement parent, string name) => Uri.UnescapeDataString(parent.Element(name)!.Value);
    }

    [Fact]
    public async Task The_longest_key_can_be_uploaded_in_parts()
    {
        await using var oss = await OssFixture.StartAsync();
        var path = "/photos/" + new string('k', 1023);
        var id = await oss.Client.InitiateAsync(path);
        await oss.Client.UploadPartAsync(path, id, 1, Encoding.UTF8.GetBytes("x"));
        (await oss.Client.CompleteAllAsync(path, id)).IsOk();
        Assert.Equal("x", (await oss.Client.GetAsync(path)).Text);
    }
}

using System.Xml.Linq;

namespace FcCreds.Tests.Oss.Bucket;

public sealed class ListObjectsTests
{
    [Fact]
    public async Task Times_are_whole_seconds_which_oss2_insists_on()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "x")).IsOk();
        Assert.EndsWith(".000Z", (await oss.Client.GetAsync("/photos")).IsOk().Xml.Element("Contents")!.Element("LastModified")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_go_by_marker_and_prefixes_count()
    {
        await using var oss = await StartAsync("a", "dir/1", "dir/2", "e", "f");
        var first = (await oss.Client.GetAsync("/photos", ("delimiter", "/"), ("max-keys", "2"))).IsOk().Xml;
        Assert.Equal(["a"], Keys(first));
        Assert.Equal(["dir/"], Prefixes(first));
        Assert.Equal(("true", "dir/"), (first.Element("IsTruncated")!.Value, first.Element("NextMarker")!.Value));
        var second = (await oss.Client.GetAsync("/photos", ("delimiter", "/"), ("marker", "dir/"))).IsOk().Xml;
        Assert.Equal(["e", "f"], Keys(second));
        Assert.Null(second.Element("NextMarker"));
        var entry = first.Element("Contents")!;
        Assert.Equal(("Normal", "1", "Standard", OssFixture.Account),
            (entry.Element("Type")!.Value, entry.Element("Size")!.Value, entry.Element("StorageClass")!.Value, entry.Element("Owner")!.Element("ID")!.Value));
        Assert.Equal("100", second.Element("MaxKeys")!.Value);
        Assert.Null(second.Element("EncodingType"));
        Assert.Equal("", first.Name.NamespaceName);
    }

    [Fact]
    public async Task Pages_of_version_2_go_by_token()
    {
        await using var oss = await StartAsync("a", "b", "c");
        var first = (await oss.Client.GetAsync("/photos", ("list-type", "2"), ("max-keys", "2"))).IsOk().Xml;
        Assert.Equal(["a", "b"], Keys(first));
        Assert.Equal("2", first.Element("KeyCount")!.Value);
        Assert.Null(first.Element("Contents")!.Element("Owner"));
        var token = first.Element("NextContinuationToken")!.Value;
        var second = (await oss.Client.GetAsync("/photos", ("list-type", "2"), ("continuation-token", token), ("start-after", "a"), ("fetch-owner", "true"))).IsOk().Xml;
        Assert.Equal(["c"], Keys(second));
        Assert.Equal((token, "a"), (second.Element("ContinuationToken")!.Value, second.Element("StartAfter")!.Value));
        Assert.NotNull(second.Element("Contents")!.Element("Owner"));
        (await oss.Client.GetAsync("/photos", ("list-type", "2"), ("continuation-token", "%%%"))).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task Keys_can_be_url_encoded()
    {
        await using var oss = await StartAsync("a b/c+d");
        var list = (await oss.Client.GetAsync("/photos", ("encoding-type", "url"), ("prefix", "a b/"))).IsOk().Xml;
        Assert.Equal(("url", "a%20b%2F"), (list.Element("EncodingType")!.Value, list.Element("Prefix")!.Value));
        Assert.Equal(["a%20b%2Fc%2Bd"], Keys(list));
    }

    [Theory]
    [InlineData("max-keys", "0")]
    [InlineData("max-keys", "1001")]
    [InlineData("max-keys", "many")]
    [InlineData("encoding-type", "rot13")]
    public async Task Bad_arguments_are_named(string name, string value)
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = await oss.Client.GetAsync("/photos", (name, value));
        answer.IsRefused(400, "InvalidArgument");
        Assert.Equal(name, answer.Error.Element("ArgumentName")!.Value);
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("nonsense", "1")]
    [InlineData("objectMeta", null)]
    public async Task An_unknown_sub_resource_is_no_listing(string name, string? value)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.GetAsync("/photos", (name, value))).IsRefused(400, "NotImplemented");
    }

    private static async Task<OssFixture> StartAsync(params string[] keys)
    {
        var oss = await OssFixture.StartAsync();
        foreach (var key in keys) (await oss.Client.PutAsync("/photos/" + Uri.EscapeDataString(key), "x")).IsOk();
        return oss;
    }

    private static string[] Keys(XElement list) => [.. list.Elements("Contents").Select(entry => entry.Element("Key")!.Value)];

    private static string[] Prefixes(XElement list) => [.. list.Elements("CommonPrefixes").Select(entry => entry.Element("Prefix")!.Value)];
}

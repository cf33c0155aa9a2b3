namespace FcCreds.Tests.Oss.Hns;

public sealed class DirectoryTests
{
    private const string Bucket = "/tree";

    [Fact]
    public async Task Directory_is_made_shown_and_made_once()
    {
        await using var oss = await StartAsync();
        (await PostAsync(oss, "a/b", "x-oss-dir")).IsOk();
        (await PostAsync(oss, "a/b", "x-oss-dir")).IsRefused(409, "FileAlreadyExists");
        Assert.Equal(["a/b/"], await KeysAsync(oss));
        (await PutAsync(oss, "file")).IsOk();
        (await PostAsync(oss, "file", "x-oss-dir")).IsRefused(409, "FileAlreadyExists");
        Assert.Equal("Enabled", (await oss.Client.GetAsync(Bucket, ("bucketInfo", null))).IsOk().Xml.Descendants("HierarchicalNamespace").Single().Value);
    }

    [Fact]
    public async Task Directory_with_something_in_it_goes_only_when_that_is_asked()
    {
        await using var oss = await StartAsync();
        (await PostAsync(oss, "d", "x-oss-dir")).IsOk();
        for (var n = 0; n < 130; n++) (await PutAsync(oss, $"d/{n:D3}")).IsOk();
        (await PutAsync(oss, "dd")).IsOk();
        (await PostAsync(oss, "d", "x-oss-delete")).IsRefused(409, "DirectoryNotEmpty");

        var first = (await PostAsync(oss, "d", "x-oss-delete", ("x-oss-delete-recursive", "true"))).IsOk().Xml;
        Assert.Equal(("d", "100"), (first.Element("DirectoryName")!.Value, first.Element("DeleteNumber")!.Value));
        var token = first.Element("NextDeleteToken")!.Value;
        var second = (await PostAsync(oss, "d", "x-oss-delete", ("x-oss-delete-recursive", "true"), ("x-oss-delete-token", token))).IsOk().Xml;
        Assert.Equal(("31", null), (second.Element("DeleteNumber")!.Value, second.Element("NextDeleteToken")));
        Assert.Equal(["dd"], await KeysAsync(oss));
        (await PostAsync(oss, "d", "x-oss-delete")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task File_and_directory_get_another_name_with_all_that_they_are()
    {
        await using var oss = await StartAsync();
        (await PutAsync(oss, "in/a ü", "content")).IsOk();
        var before = (await oss.Client.GetAsync($"{Bucket}/in/a%20%C3%BC")).IsOk();
        (await PostAsync(oss, "in/b", "x-oss-rename", ("x-oss-rename-source", "in/a%20%C3%BC"))).IsOk();
        var after = (await oss.Client.GetAsync($"{Bucket}/in/b")).IsOk();
        Assert.Equal((before.Text, before["ETag"], before["x-oss-hash-crc64ecma"]), (after.Text, after["ETag"], after["x-oss-hash-crc64ecma"]));

        (await PutAsync(oss, "in/deep/c")).IsOk();
        (await PostAsync(oss, "out", "x-oss-rename", ("x-oss-rename-source", "in"))).IsOk();
        Assert.Equal(["out/b", "out/deep/c"], await KeysAsync(oss));
        (await PutAsync(oss, "other")).IsOk();
        (await PostAsync(oss, "other", "x-oss-rename", ("x-oss-rename-source", "out"))).IsRefused(409, "FileAlreadyExists");
        (await PostAsync(oss, "out/below", "x-oss-rename", ("x-oss-rename-source", "out"))).IsRefused(400, "InvalidArgument");
        (await PostAsync(oss, "x", "x-oss-rename", ("x-oss-rename-source", "nothing"))).IsRefused(404, "NoSuchKey");
        Assert.Equal(["other", "out/b", "out/deep/c"], await KeysAsync(oss));
    }

    [Fact]
    public async Task Renaming_takes_the_right_to_delete_here_and_to_write_there()
    {
        await using var oss = await StartAsync();
        (await PutAsync(oss, "a")).IsOk();
        var user = oss.As(oss.User);
        (await user.SendAsync(new("POST", $"{Bucket}/b") { Query = [("x-oss-rename", null)], Headers = [("x-oss-rename-source", "a")] })).IsRefused(403, "AccessDenied");
        (await user.SendAsync(new("POST", $"{Bucket}/a") { Query = [("x-oss-delete", null)] })).IsRefused(403, "AccessDenied");
        Assert.Equal(["a"], await KeysAsync(oss));
    }

    [Theory]
    [InlineData("x-oss-dir")]
    [InlineData("x-oss-delete")]
    [InlineData("x-oss-rename")]
    public async Task Bucket_without_a_hierarchical_namespace_has_none_of_it(string query)
    {
        await using var oss = await OssFixture.StartAsync();
        var refused = await oss.Client.SendAsync(new("POST", "/photos/d") { Query = [(query, null)], Headers = query == "x-oss-rename" ? [("x-oss-rename-source", "a")] : [] });
        refused.IsRefused(400, "OperationNotSupported");
    }

    private static async Task<OssFixture> StartAsync()
    {
        var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("PUT", Bucket) { Headers = [("x-oss-hns-status", "enabled")] })).IsOk();
        return oss;
    }

    private static Task<OssAnswer> PostAsync(OssFixture oss, string key, string query, params (string, string)[] headers)
        => oss.Client.SendAsync(new("POST", $"{Bucket}/{key}") { Query = [(query, null)], Headers = headers });

    private static Task<OssAnswer> PutAsync(OssFixture oss, string key, string content = "") => oss.Client.PutAsync($"{Bucket}/{Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal)}", content);

    private static async Task<IEnumerable<string>> KeysAsync(OssFixture oss)
        => (await oss.Client.GetAsync(Bucket)).IsOk().Xml.Elements("Contents").Select(entry => entry.Element("Key")!.Value);
}

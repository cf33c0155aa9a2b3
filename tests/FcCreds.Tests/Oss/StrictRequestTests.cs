namespace FcCreds.Tests.Oss;

public sealed class StrictRequestTests
{
    [Theory]
    [InlineData("x-oss-traffic-limit", "819200")]
    public async Task What_is_accepted_without_effect_is_told(string header, string value)
    {
        await using var oss = await OssFixture.StartAsync();
        var answer = (await oss.As(oss.Root).PutAsync("/photos/a", "x", (header, value))).IsOk();
        var note = Assert.Single(oss.NotesOf(answer));
        Assert.Equal("no-effect", note.Kind);
        Assert.StartsWith(header, note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_may_ask_for_an_encoding_as_the_official_csharp_client_does()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(oss.Root).PutAsync("/photos/a", "x")).IsOk();
        (await oss.As(oss.Root).DeleteAsync("/photos/a", ("encoding-type", "url"))).IsOk(204);
        (await oss.As(oss.Root).GetAsync("/photos/a")).IsRefused(404, "NoSuchKey");
    }

    [Fact]
    public async Task A_traffic_limit_out_of_bounds_is_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.As(oss.Root).PutAsync("/photos/a", "x", ("x-oss-traffic-limit", "1"))).IsRefused(400, "InvalidArgument");
    }
}

namespace FcCreds.Tests.Oss;

public sealed class TrafficLimitTests
{
    private const string Name = "x-oss-traffic-limit";

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    public async Task Limited_bodies_arrive_whole_in_both_directions(string where)
    {
        await using var oss = await OssFixture.StartAsync();
        // More than may pass at once, little enough to take some tenths of a second.
        var text = new string('a', 300_000);
        var limit = new OssRequest("PUT", "/photos/a") { Body = System.Text.Encoding.UTF8.GetBytes(text) };
        limit = where == "header" ? limit with { Headers = [(Name, "8388608")] } : limit with { Query = [(Name, "8388608")] };
        (await oss.Client.SendAsync(limit)).IsOk();
        Assert.Equal(text, (await oss.Client.SendAsync(limit with { Method = "GET", Body = null })).IsOk().Text);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("838860801")]
    [InlineData("fast")]
    public async Task A_limit_out_of_bounds_is_refused(string limit)
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.PutAsync("/photos/a", "x", (Name, limit))).IsRefused(400, "InvalidArgument");
    }

    [Fact]
    public async Task Two_limits_are_refused()
    {
        await using var oss = await OssFixture.StartAsync();
        (await oss.Client.SendAsync(new("GET", "/photos/a") { Headers = [(Name, "819200")], Query = [(Name, "819200")] })).IsRefused(400, "InvalidArgument");
    }
}

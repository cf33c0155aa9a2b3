using FcCreds.Cli.Options;
using FcCreds.Cli.Usage;

namespace FcCreds.Tests.Cli;

public sealed class ClockTests
{
    [Fact]
    public async Task Clocks_of_a_running_server_are_moved_and_put_back()
    {
        using var tool = new Tool();
        await using var server = await Serving.StartAsync(tool);
        Assert.Contains("+1d 12h", (await tool.RunAsync("clock", "--advance", "36h")).Output, StringComparison.Ordinal);
        Assert.Contains("+2d", (await tool.RunAsync("clock", "--advance", "12h")).Output, StringComparison.Ordinal);
        var both = (await tool.RunAsync("clock", "--life", "90d", "--wire", "-20m", "--json")).Json;
        Assert.Equal((90 * 86_400, -1200), (both.GetProperty("lifeSeconds").GetInt32(), both.GetProperty("wireSeconds").GetInt32()));
        Assert.DoesNotContain("real time", (await tool.RunAsync("clock")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await tool.RunAsync("clock", "--reset")).Output.Split("real time").Length - 1);
    }

    [Theory]
    [InlineData("--advance", "20x")]
    [InlineData("--life", "h")]
    [InlineData("--wire", "99999d")]
    [InlineData("--reset", "--wire", "1h")]
    [InlineData("--advance", "1h", "--life", "1h")]
    public async Task Mistyped_spans_move_nothing(params string[] options)
    {
        using var tool = new Tool();
        Assert.Equal(ExitCodes.Usage, (await tool.RunAsync(["clock", .. options])).ExitCode);
    }

    [Fact]
    public async Task Without_a_server_there_is_no_clock_to_move()
    {
        using var tool = new Tool();
        var refused = await tool.RunAsync("clock", "--advance", "1h");
        Assert.Equal(ExitCodes.Failed, refused.ExitCode);
        Assert.Contains("No server is running here", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("45s", "+45s")]
    [InlineData("-1.5h", "-1h 30m")]
    [InlineData("+90d", "+90d")]
    [InlineData("0", "+0s")]
    public void Spans_are_read_and_written(string text, string written)
    {
        Assert.True(ClockSpan.TryParse(text, out var span));
        Assert.Equal(written, ClockSpan.Write(span));
    }
}

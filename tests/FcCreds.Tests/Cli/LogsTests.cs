using System.Diagnostics;
using System.Text.Json;

namespace FcCreds.Tests.Cli;

public sealed class LogsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_follower_sees_an_invocation_of_another_command_and_ends_well_on_ctrl_c()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Handlers need a POSIX system.");
        using var tool = new Tool();
        await using var serving = await Serving.StartAsync(tool, "--config", Path.Combine(Fixtures.Function("oss-denied"), "fccreds.yaml"));
        using var follower = tool.Start("logs", "--follow", "--function", "oss-denied");
        var invoked = await tool.RunAsync("invoke", Fixtures.Function("oss-denied"), "--json");

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        List<string> lines = [];
        while (lines.All(line => !line.Contains("failed", StringComparison.Ordinal))) lines.Add(await follower.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(await follower.StandardError.ReadToEndAsync(Ct)));
        using (var interrupt = Process.Start("kill", ["-INT", $"{follower.Id}"])) await interrupt.WaitForExitAsync(Ct);
        await follower.WaitForExitAsync(Ct);

        Assert.Equal(0, follower.ExitCode);
        var id = invoked.Expect(1).Json.GetProperty("requestId").GetString()!;
        Assert.Contains(lines, line => line.Contains($"oss-denied {id[^6..]} start index.handler", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("PutObject oss://my-bucket/oss-test-object", StringComparison.Ordinal) && line.Contains("403 AccessDenied", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_journal_is_exported_as_json_lines_from_the_data_folder_too()
    {
        using var tool = new Tool();
        var invoked = (await tool.RunAsync("invoke", Fixtures.Function("oss-denied"), "--json")).Expect(1).Json;
        var id = invoked.GetProperty("requestId").GetString()!;

        var events = Events((await tool.RunAsync("logs", "--json", "--request", id)).Expect(0).Output);

        Assert.Equal(["invocation-started", "service-called", "handler-printed", "invocation-ended"], events.Select(one => one.GetProperty("kind").GetString()).Where(kind => kind != "credential-issued"));
        Assert.All(events, one => Assert.Equal(id, one.GetProperty("invocationId").GetString()));
        Assert.Equal(events.Select(one => one.GetProperty("sequence").GetInt64()).Order(), events.Select(one => one.GetProperty("sequence").GetInt64()));
        var last = Assert.Single(Events((await tool.RunAsync("logs", "--json", "--kind", "service-called", "--since", "1h", "-n", "1")).Expect(0).Output));
        Assert.Equal("AccessDenied", last.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("--kind", "nothing")]
    [InlineData("--since", "soon")]
    public async Task Wrong_usage_is_told(params string[] options)
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync(["logs", .. options, "--ephemeral"])).Expect(2);
        Assert.Contains(options[1], outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_followed_where_no_server_runs()
        => Assert.Contains("No server is running", await ErrorOfAsync("logs", "--follow"), StringComparison.Ordinal);

    private static async Task<string> ErrorOfAsync(params string[] args)
    {
        using var tool = new Tool();
        return (await tool.RunAsync(args)).Expect(1).Error;
    }

    private static List<JsonElement> Events(string lines)
        => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}

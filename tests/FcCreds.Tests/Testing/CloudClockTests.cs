using FcCreds.Testing;
using FcCreds.Tests.Cli;
using FcCreds.Tests.Server;

namespace FcCreds.Tests.Testing;

public sealed class CloudClockTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Credentials_end_when_the_clock_has_passed_their_expiration_and_new_ones_are_good()
    {
        await using var cloud = await FcCredsCloud.StartAsync(Ct);
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var c = await box.AssumeRoleAsync("exporter", TimeSpan.FromMinutes(15), Ct);

        cloud.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("200", await OssPut.SendAsync(box, c, "a"));
        cloud.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromMinutes(16), cloud.Clock.Shift);
        Assert.InRange(cloud.Clock.UtcNow, c.Expiration, c.Expiration + TimeSpan.FromMinutes(10));
        Assert.Equal("403 SecurityTokenExpired", await OssPut.SendAsync(box, c, "b"));
        Assert.Equal("200", await OssPut.SendAsync(box, await box.AssumeRoleAsync("exporter", ct: Ct), "b"));
        Assert.Throws<FcCredsAssertionException>(box.Journal.AssertNoStaleCredentials);
    }

    [Fact]
    public async Task An_instance_grows_old_by_the_clock()
    {
        await using var cloud = await FcCredsCloud.StartAsync(Ct);
        await using var box = await cloud.NewSandboxAsync(s => s.Role("exporter", allow: "oss:PutObject"), Ct);
        var function = box.Function(Fixtures.Function("parse-json"), "exporter");
        Assert.True((await InvokeAsync()).IsColdStart);
        Assert.False((await InvokeAsync()).IsColdStart);
        cloud.Clock.Advance(TimeSpan.FromHours(37));
        Assert.True((await InvokeAsync()).IsColdStart);

        Task<FunctionResult> InvokeAsync() => function.InvokeAsync("""{"key": "value"}""", Ct);
    }

    [Fact]
    public async Task The_clock_goes_forward_only_and_not_out_of_the_calendar()
    {
        await using var cloud = await FcCredsCloud.StartAsync(Ct);
        Assert.Throws<ArgumentOutOfRangeException>(() => cloud.Clock.Advance(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => cloud.Clock.Advance(TimeSpan.MaxValue));
        Assert.Equal(TimeSpan.Zero, cloud.Clock.Shift);
    }

    [Fact]
    public async Task The_clock_of_a_server_that_others_may_use_is_not_moved()
    {
        await using var server = await TestServer.StartAsync();
        await using var cloud = await FcCredsCloud.AttachAsync(server.Url, server.Rooms.ControlToken, Ct);
        var refused = Assert.Throws<InvalidOperationException>(() => cloud.Clock);
        Assert.Contains("Sandbox.ExpireAsync", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, server.Rooms.Clocks.Life.Shift);
    }
}

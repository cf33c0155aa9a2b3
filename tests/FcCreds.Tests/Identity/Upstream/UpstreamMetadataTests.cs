using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Upstream;
using FcCreds.Tests.Server;

namespace FcCreds.Tests.Identity.Upstream;

/// <summary>The upstream role as the machine's role: this project's own metadata service and STS as the real ones, and broken ones.</summary>
public sealed class UpstreamMetadataTests
{
    private const string Account = "1234567890123456";
    private const string RolePath = "/latest/meta-data/ram/security-credentials/";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Machine_assumes_the_upstream_role_with_its_own(bool isHardened)
    {
        await using var cloud = await TestServer.StartAsync(configure: configuration => configuration with
        {
            Accounts =
            [
                configuration.Accounts[0] with
                {
                    Roles =
                    [
                        new() { RoleName = "machine", Trust = TrustPolicies.ForFunctionCompute, Policies = [SystemPolicies.Find("AliyunSTSAssumeRoleAccess")!] },
                        new() { RoleName = "dev", Trust = TrustPolicies.For([], [$"acs:ram::{Account}:role/machine"]) },
                    ],
                },
            ],
        });
        cloud.Rooms.Metadata.Consumer = new() { Name = "metadata:test", RoleArn = $"acs:ram::{Account}:role/machine", RoleSessionName = "i-1", Duration = TimeSpan.FromHours(1) };
        cloud.Rooms.Metadata.RequiresToken = isHardened;
        await using var upstream = new Upstreaming(cloud.Url, new ManualTimeProvider(TimeProvider.System.GetUtcNow()), new UpstreamMetadata { Endpoint = cloud.Url }, $"acs:ram::{Account}:role/dev");
        var given = await upstream.CurrentAsync();
        Assert.Equal($"acs:ram::{Account}:assumed-role/dev/fccreds", given.PrincipalArn);
        Assert.StartsWith("STS.", given.AccessKeyId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_knows_no_tokens_is_asked_without()
    {
        await using var cloud = await StubSts.StartAsync();
        cloud.Answer = http => http.Request.Path.Value switch
        {
            RolePath => StubSts.Says(200, "machine\n")(http),
            RolePath + "machine" => StubSts.Says(200, """{"Code":"Success","AccessKeyId":"STS.m","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2030-01-01T00:00:00Z"}""")(http),
            "/" => StubSts.Gives("STS.real", new(2026, 1, 2, 5, 0, 0, TimeSpan.Zero))(http),
            _ => StubSts.Says(404, "")(http),
        };
        await using var upstream = At(cloud);
        Assert.Equal("STS.real", (await upstream.CurrentAsync()).AccessKeyId);
    }

    [Theory]
    [InlineData(404, "", "this machine has no such role")]
    [InlineData(500, "", "status 500")]
    [InlineData(200, "<html>", "are no credentials")]
    [InlineData(200, """{"Code":"Failed"}""", "are no credentials")]
    public async Task Machine_without_credentials_is_told_so(int status, string body, string said)
    {
        await using var cloud = await StubSts.StartAsync();
        cloud.Answer = StubSts.Says(status, body);
        await using var upstream = At(cloud, "machine");
        var refusal = await upstream.RefusalAsync();
        Assert.StartsWith("UpstreamNoIdentity", refusal, StringComparison.Ordinal);
        Assert.Contains(said, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_does_not_answer_is_given_up()
    {
        await using var cloud = await StubSts.StartAsync();
        cloud.Answer = async http => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await using var upstream = At(cloud);
        var refusal = upstream.RefusalAsync();
        await cloud.ArrivalAsync();
        upstream.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("no answer within 3 seconds", await refusal, StringComparison.Ordinal);
    }

    private static Upstreaming At(StubSts cloud, string? roleName = null) => new(cloud.Url, new(), new UpstreamMetadata { Endpoint = cloud.Url, RoleName = roleName });
}

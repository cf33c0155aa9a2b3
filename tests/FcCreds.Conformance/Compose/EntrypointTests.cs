namespace FcCreds.Conformance.Compose;

/// <summary>How docker/entrypoint begins and ends, each time in a container of its own.</summary>
public sealed class EntrypointTests
{
    [Fact]
    public async Task Sigterm_drains_and_exits_with_0()
    {
        await using var networks = await Networks.CreateAsync();
        await using var container = await Container.StartAsync(networks);
        Assert.True(await container.IsHealthyAsync());
        var (exitCode, printed) = await container.StopAsync();
        Assert.True(exitCode == 0, printed);
    }

    [Fact]
    public async Task Without_permission_for_port_53_it_does_not_start_and_says_what_to_set()
    {
        await using var networks = await Networks.CreateAsync(lowPorts: false);
        await using var container = await Container.StartAsync(networks);
        var (exitCode, printed) = await container.EndAsync();
        Assert.Equal(2, exitCode);
        Assert.Contains($"fccreds: no DNS on {Networks.ServerAddress}:53.", printed, StringComparison.Ordinal);
        Assert.Contains("net.ipv4.ip_unprivileged_port_start=0", printed, StringComparison.Ordinal);
        Assert.Single(printed.Split('\n'), line => line.StartsWith("fccreds:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_takes_no_connection_is_named()
    {
        await using var networks = await Networks.CreateAsync();
        await using var container = await Container.StartAsync(networks, $"FCCREDS_S3_ENDPOINT=http://{Networks.ClientAddress}:9000", "FCCREDS_STORE_WAIT=1");
        var (exitCode, printed) = await container.EndAsync();
        Assert.Equal(2, exitCode);
        Assert.Contains($"fccreds: the store at {Networks.ClientAddress}:9000 takes no connection", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_whose_dns_died_is_not_healthy()
    {
        await using var networks = await Networks.CreateAsync();
        await using var container = await Container.StartAsync(networks);
        Assert.True(await container.IsHealthyAsync());
        await container.SignalAsync("KILL", "dnsmasq");
        Assert.Contains("the DNS does not run", await container.UntilUnhealthyAsync(), StringComparison.Ordinal);
        Assert.Contains($"fccreds: the DNS on {Networks.ServerAddress}:53 ended with status 137", (await container.StopAsync()).Printed, StringComparison.Ordinal);
    }
}

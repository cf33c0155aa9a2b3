namespace FcCreds.Conformance.Compose;

/// <summary>The stack of docker-compose.yml without an engine: server, a resolver behind it, the metadata relay; clients are the tests.</summary>
public sealed class WiredFixture : IAsyncLifetime
{
    private readonly List<System.Diagnostics.Process> beside = [];
    private string? whyNot;
    private Networks? networks;
    private Container? container;

    /// <summary>Skips the test that asks where there is none.</summary>
    internal Container Container
    {
        get
        {
            Assert.SkipWhen(whyNot is not null, whyNot ?? "");
            return container!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        whyNot = await Networks.WhyNotAsync();
        if (whyNot is not null) return;
        networks = await Networks.CreateAsync();
        beside.Add(Tool.Start("ip",
            ["netns", "exec", networks.Client, "dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file", "--no-resolv", "--no-hosts",
                $"--listen-address={Networks.ClientAddress}", "--bind-interfaces", "--address=/elsewhere.test/192.0.2.7", "--local=/elsewhere.test/"]));
        beside.Add(Tool.Start("ip", ["netns", "exec", networks.Metadata, "socat", "TCP-LISTEN:80,fork,reuseaddr", "TCP:172.31.0.1:80"]));
        container = await Container.StartAsync(networks);
        if (!await container.IsHealthyAsync()) throw new InvalidOperationException($"The container ended: {(await container.EndAsync()).Printed}");
    }

    public async ValueTask DisposeAsync()
    {
        if (container is not null) await container.DisposeAsync();
        foreach (var process in beside)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        if (networks is not null) await networks.DisposeAsync();
    }

    internal Task<(int ExitCode, string Printed)> AsClientAsync(params string[] command)
    {
        Assert.SkipWhen(whyNot is not null, whyNot ?? "");
        return Tool.RunAsync("ip", ["netns", "exec", networks!.Client, .. command], Path.Combine(Sources.Folder, "node"));
    }
}

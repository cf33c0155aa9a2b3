namespace FcCreds.Conformance.Compose;

/// <summary>
/// The networks of docker-compose.yml as network namespaces of this machine: the server's, a client's and the one that holds the
/// metadata address. Addresses exist only inside them, and nothing leads out.
/// </summary>
internal sealed class Networks : IAsyncDisposable
{
    public const string ServerAddress = "172.30.0.10";
    public const string ClientAddress = "172.30.0.20";
    public const string MetadataAddress = "100.100.100.200";

    private static readonly string[] Needed = ["ip", "unshare", "nsenter", "setpriv", "tini", "dnsmasq", "socat", "curl", "node"];

    private readonly string id = Guid.NewGuid().ToString("N")[..6];

    private Networks()
    {
    }

    public string Server => $"fccreds-{id}-server";

    public string Client => $"fccreds-{id}-client";

    public string Metadata => $"fccreds-{id}-metadata";

    /// <summary>Why no namespaces can be made here; null where they can.</summary>
    public static async Task<string?> WhyNotAsync()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return "network namespaces need Linux and root";
        if (Needed.Where(name => !Tool.Exists(name)).ToList() is { Count: > 0 } missing) return $"the compose file's wiring is tried with {string.Join(", ", missing)}, not installed here";
        var (exitCode, printed) = await Tool.RunAsync("unshare", ["--net", "--mount", "--pid", "--fork", "true"]);
        return exitCode == 0 ? null : $"no network namespace can be made here: {printed.Trim()}";
    }

    public static async Task<Networks> CreateAsync(bool lowPorts = true)
    {
        var why = await WhyNotAsync();
        Assert.SkipWhen(why is not null, why ?? "");
        var networks = new Networks();
        try
        {
            await networks.WireAsync(lowPorts);
            return networks;
        }
        catch
        {
            await networks.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in (string[])[Server, Client, Metadata])
        {
            await Tool.RunAsync("ip", ["netns", "delete", name]);
            if (Directory.Exists($"/etc/netns/{name}")) Directory.Delete($"/etc/netns/{name}", recursive: true);
        }
    }

    private async Task WireAsync(bool lowPorts)
    {
        await Tool.MustAsync("ip", "netns", "add", Server);
        await Tool.MustAsync("ip", "netns", "add", Client);
        await Tool.MustAsync("ip", "netns", "add", Metadata);
        await JoinAsync(Server, $"{ServerAddress}/24", Client, $"{ClientAddress}/24", "a");
        await JoinAsync(Server, "172.31.0.1/24", Metadata, "172.31.0.2/24", "b");
        await JoinAsync(Metadata, $"{MetadataAddress}/24", Client, "100.100.100.2/24", "c");
        foreach (var name in (string[])[Server, Client, Metadata]) await Tool.MustAsync("ip", "-n", name, "link", "set", "lo", "up");
        // What docker-compose.yml sets by `sysctls`.
        if (lowPorts) await Tool.MustAsync("ip", "netns", "exec", Server, "sysctl", "-qw", "net.ipv4.ip_unprivileged_port_start=0");
        // `ip netns exec` shows these as /etc/resolv.conf. The server's stands for Docker's own resolver, the client's for `dns:`.
        await NameServerAsync(Server, ClientAddress);
        await NameServerAsync(Client, ServerAddress);
    }

    private async Task JoinAsync(string one, string address, string other, string otherAddress, string link)
    {
        var (name, otherName) = ($"{link}1{id}", $"{link}2{id}");
        await Tool.MustAsync("ip", "link", "add", name, "netns", one, "type", "veth", "peer", "name", otherName, "netns", other);
        foreach (var (space, device, with) in ((string, string, string)[])[(one, name, address), (other, otherName, otherAddress)])
        {
            await Tool.MustAsync("ip", "-n", space, "address", "add", with, "dev", device);
            await Tool.MustAsync("ip", "-n", space, "link", "set", device, "up");
        }
    }

    private static async Task NameServerAsync(string space, string address)
    {
        Directory.CreateDirectory($"/etc/netns/{space}");
        await File.WriteAllTextAsync($"/etc/netns/{space}/resolv.conf", $"nameserver {address}\n");
    }
}

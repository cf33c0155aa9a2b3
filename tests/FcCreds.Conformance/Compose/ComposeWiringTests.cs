namespace FcCreds.Conformance.Compose;

/// <summary>What a container on the compose file's network sees, tried in network namespaces.</summary>
public sealed class ComposeWiringTests(WiredFixture stack) : IClassFixture<WiredFixture>
{
    [Theory]
    [InlineData("my-bucket.oss-cn-hangzhou.aliyuncs.com", Networks.ServerAddress)]
    [InlineData("sts.aliyuncs.com", Networks.ServerAddress)]
    [InlineData("aliyuncs.com", Networks.ServerAddress)]
    [InlineData("service.elsewhere.test", "192.0.2.7")]
    public async Task Names_of_the_cloud_lead_here_and_others_are_asked_elsewhere(string name, string address)
    {
        const string Resolve = "const d = require('node:dns').promises, n = process.argv[1]; (async () => console.log(await d.resolve4(n), await d.resolve6(n).catch(e => e.code)))()";
        var (exitCode, printed) = await stack.AsClientAsync("node", "-e", Resolve, name);
        Assert.True(exitCode == 0, printed);
        // No IPv6 address, and said in a way that lets a client go on with the IPv4 one.
        Assert.Equal($"[ '{address}' ] ENODATA", printed.Trim());
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task An_unmodified_client_puts_and_gets_at_the_clouds_own_endpoint(string scheme)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Sources.Folder, "node", "node_modules")), "the npm clients are not installed");
        var (exitCode, printed) = await stack.AsClientAsync(
            "env", $"OSS_ENDPOINT={scheme}://oss-cn-hangzhou.aliyuncs.com", $"OSS_BUCKET=wiring-{scheme}", $"OSS_ACCESS_KEY_ID={Container.AccessKeyId}",
            $"OSS_ACCESS_KEY_SECRET={Container.AccessKeySecret}", $"NODE_EXTRA_CA_CERTS={stack.Container.CaFolder}/ca.pem",
            "node", Path.Combine("..", "..", "..", "docker", "client", "round-trip.mjs"));
        Assert.True(exitCode == 0, printed);
        Assert.Contains($"{scheme}://wiring-{scheme}.oss-cn-hangzhou.aliyuncs.com/", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ca.pem")]
    [InlineData("ca-bundle.pem")]
    public async Task Https_is_trusted_with_either_file_and_not_without(string file)
    {
        const string Url = "https://no-such-bucket.oss-cn-hangzhou.aliyuncs.com/";
        var (exitCode, printed) = await stack.AsClientAsync("curl", "-sS", "--noproxy", "*", "--cacert", Path.Combine(stack.Container.CaFolder, file), Url);
        Assert.True(exitCode == 0, printed);
        Assert.Contains("<Code>NoSuchBucket</Code>", printed, StringComparison.Ordinal);
        Assert.NotEqual(0, (await stack.AsClientAsync("curl", "-sS", "--noproxy", "*", Url)).ExitCode);
    }

    [Fact]
    public async Task The_metadata_address_leads_here_and_names_the_role()
    {
        var (exitCode, printed) = await stack.AsClientAsync("curl", "-sS", "--noproxy", "*", "-w", " %{http_code}", $"http://{Networks.MetadataAddress}/latest/meta-data/ram/security-credentials/");
        Assert.True(exitCode == 0, printed);
        Assert.Equal("fccreds-default-role 200", printed);
    }

    [Fact]
    public async Task Control_is_closed_to_other_containers_without_the_token()
    {
        const string Journal = $"http://{Networks.ServerAddress}:8280/_fccreds/journal";
        Assert.Equal("403", (await stack.AsClientAsync("curl", "-sS", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code}", Journal)).Printed);
        Assert.Equal("200", (await stack.AsClientAsync("curl", "-sS", "--noproxy", "*", "-o", "/dev/null", "-w", "%{http_code}", "-H", "x-fccreds-token: a-token-of-the-test", Journal)).Printed);
    }

    [Fact]
    public async Task Commands_beside_the_server_find_it_and_see_what_was_seeded()
    {
        var (putCode, put) = await stack.Container.RunInsideAsync("fccreds", "put", "/etc/hostname", "oss://my-bucket/put-by-seed");
        Assert.True(putCode == 0, put);
        var (listCode, listed) = await stack.Container.RunInsideAsync("fccreds", "ls", "oss://my-bucket");
        Assert.True(listCode == 0, listed);
        Assert.Contains("put-by-seed", listed, StringComparison.Ordinal);
        Assert.Contains("seeded.txt", listed, StringComparison.Ordinal);
    }
}

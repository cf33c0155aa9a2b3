using System.Diagnostics;

namespace FcCreds.Conformance;

/// <summary>The Node.js samples as somebody runs them who copied them.</summary>
public sealed class NodeSampleTests
{
    [Fact]
    public async Task The_uploads_pass_their_own_tests()
        => Assert.Matches(@"(?m)pass [1-9]", await RunAsync("node-uploads", ["--test"], ("FCCREDS", Path.Combine(AppContext.BaseDirectory, "fccreds"))));

    [Fact]
    public async Task Ninety_days_pass_and_what_is_due_is_done()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-days-").FullName;
        try
        {
            await using var server = await ServeProcess.StartAsync(folder, "--ephemeral");
            var printed = await RunAsync(
                "node-lifecycle", ["walkthrough.mjs"], ("FCCREDS_URL", server.Url.GetLeftPart(UriPartial.Authority)),
                ("FCCREDS_ROOT_ACCESS_KEY_ID", server.RootAccessKeyId), ("FCCREDS_ROOT_ACCESS_KEY_SECRET", server.RootAccessKeySecret));
            Assert.Matches(
                @"day 31: 1 expired, 0 moved.*\n- day 61: 0 expired, 1 moved.*\(Archive\)\n- the archived report: 403 InvalidObjectState\n(?s:.*)reads 'reports/2026\.txt'\n(?s:.*)three days later: 403 InvalidObjectState",
                printed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Every_provider_of_the_credentials_sdk_fetches_what_sts_knows()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-providers-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            var configuration = Path.Combine(FolderOf("node-providers"), "fccreds.yaml");
            var token = Path.Combine(folder, "token");
            await using var server = await ServeProcess.StartAsync(folder, "--config", configuration, "--data", data, "--verbose", "--oidc-token-file", token, "--oidc-role", "writer");
            var printed = await RunAsync(
                "node-providers", ["providers.mjs"], ("FCCREDS", Path.Combine(AppContext.BaseDirectory, "fccreds")), ("FCCREDS_DATA", data), ("FCCREDS_CONFIG", configuration), ("SAMPLE_TOKEN_FILE", token));
            Assert.Contains("24 ways to credentials, all of them known to STS.", printed, StringComparison.Ordinal);

            var (_, logged) = await server.StopAsync();
            Assert.False(File.Exists(token));
            var journal = string.Concat(Directory.EnumerateFiles(Path.Combine(data, "journal")).Select(File.ReadAllText));
            Assert.Contains("GetCallerIdentity", logged, StringComparison.Ordinal);
            foreach (var text in new[] { logged, journal })
            {
                // Every security token, every JWT, and every address of credentials that somebody may use.
                foreach (var secret in new[] { "CAIS", "eyJ", "fccreds-AW", "sample-alice-secret", server.RootAccessKeySecret }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
                Assert.DoesNotMatch(@"/_fccreds/credentials/\w", text);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Keys_are_rotated_under_load_and_nothing_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-rotation-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            await using var server = await ServeProcess.StartAsync(folder, "--data", data);
            var printed = await RunAsync(
                "node-rotation", ["rotation.mjs"], ("FCCREDS", Path.Combine(AppContext.BaseDirectory, "fccreds")), ("FCCREDS_DATA", data),
                ("FCCREDS_URL", server.Url.GetLeftPart(UriPartial.Authority)),
                ("FCCREDS_ROOT_ACCESS_KEY_ID", server.RootAccessKeyId), ("FCCREDS_ROOT_ACCESS_KEY_SECRET", server.RootAccessKeySecret));
            Assert.Matches(@"using it gives 403 InvalidAccessKeyId\n.*deleted: \d+ requests, 0 refused\n(?s:.*)rotated five times: \d+ requests, 0 refused", printed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_walk_through_ram_ends_with_the_refusal()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-walk-").FullName;
        try
        {
            await using var server = await ServeProcess.StartAsync(folder, "--ephemeral");
            var printed = await RunAsync(
                "node-ram", ["walkthrough.mjs"], ("FCCREDS_URL", server.Url.GetLeftPart(UriPartial.Authority)),
                ("FCCREDS_ROOT_ACCESS_KEY_ID", server.RootAccessKeyId), ("FCCREDS_ROOT_ACCESS_KEY_SECRET", server.RootAccessKeySecret));
            Assert.Matches(@"the session wrote hello\.txt\s+- the policy is detached\s+- the same credentials are refused: AccessDenied", printed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Handlers_answer_to_command_line_sdk_and_http_and_every_authentication_accepts_and_refuses()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-http-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            await using var server = await ServeProcess.StartAsync(folder, "--config", Path.Combine(FolderOf("http-triggers"), "fccreds.yaml"), "--data", data);
            // Where it stands: its functions are beside it.
            var printed = await NodeAsync(
                FolderOf("http-triggers"), ["walkthrough.mjs"], ("NODE_PATH", Clients()), ("FCCREDS_URL", server.Url.GetLeftPart(UriPartial.Authority)),
                ("FCCREDS_DATA", data), ("FCCREDS", Path.Combine(AppContext.BaseDirectory, "fccreds")));
            Assert.Contains("Everything was as the page says.", printed, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What node printed, in a copy of the sample.</summary>
    private static async Task<string> RunAsync(string name, string[] arguments, params (string Name, string Value)[] variables)
    {
        var clients = Clients();
        var copy = Directory.CreateTempSubdirectory("fccreds-sample-").FullName;
        try
        {
            var sample = FolderOf(name);
            foreach (var file in Directory.EnumerateFiles(sample)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            // What npm install would bring; the same version of ali-oss.
            Directory.CreateSymbolicLink(Path.Combine(copy, "node_modules"), clients);

            return await NodeAsync(copy, arguments, variables);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static async Task<string> NodeAsync(string folder, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_PROXY"] = "*" },
        };
        foreach (var (variable, value) in variables) start.Environment[variable] = value;
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var printed = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, printed + await errors);
        return printed;
    }

    private static string FolderOf(string name) => Path.GetFullPath(Path.Combine(Sources.Folder, "..", "..", "fixtures", "samples", name));

    private static string Clients()
    {
        var clients = Path.Combine(Sources.Folder, "node", "node_modules");
        Assert.SkipUnless(Directory.Exists(clients), $"the npm clients are not installed: run npm ci in {Path.GetDirectoryName(clients)}");
        return clients;
    }
}

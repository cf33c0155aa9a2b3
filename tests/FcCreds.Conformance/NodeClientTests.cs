using System.Diagnostics;
using System.Text.Json;

namespace FcCreds.Conformance;

/// <summary>Official npm clients, unmodified, against the running server. The scenarios stand in node/*.mjs.</summary>
public sealed class NodeClientTests(FcCredsProcess server, ITestOutputHelper output)
{
    [Fact]
    public Task Ali_oss_keeps_objects_in_every_addressing_style() => RunAsync("ali-oss-objects.mjs");

    [Fact]
    public Task Ali_oss_meets_every_credential_outcome() => RunAsync("ali-oss-credentials.mjs");

    [Fact]
    public Task The_sts_product_sdk_assumes_roles() => RunAsync("sts.mjs");

    [Fact]
    public Task The_old_rpc_client_assumes_roles() => RunAsync("pop-core.mjs");

    [Fact]
    public Task The_fc_product_sdk_invokes_functions() => RunAsync("fc.mjs");

    private async Task RunAsync(string file)
    {
        var folder = Path.Combine(Sources.Folder, "node");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), $"the npm clients are not installed: run npm ci in {folder}");
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { "run.mjs", file },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FCCREDS_TEST_URL"] = server.Url, ["NO_PROXY"] = "*" },
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var problems = new List<string>();
        var scenarios = 0;
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            using var result = JsonDocument.Parse(line);
            scenarios++;
            var name = result.RootElement.GetProperty("name").GetString()!;
            var problem = result.RootElement.GetProperty("problem").GetString();
            output.WriteLine($"{(problem is null ? "ok    " : "FAILED")} {name}");
            if (problem is not null) problems.Add($"{name}\n{problem}");
        }
        await node.WaitForExitAsync();
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
        Assert.True(node.ExitCode == 0, await errors);
        Assert.True(scenarios > 0, $"{file} ran no scenario");
    }
}

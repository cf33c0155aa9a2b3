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
        var results = await NodeScenarios.RunAsync(file, server.Url);
        foreach (var result in results) output.WriteLine($"{(result.Problem is null ? "ok    " : "FAILED")} {result.Name}");
        var problems = results.Where(result => result.Problem is not null).Select(result => $"{result.Name}\n{result.Problem}").ToList();
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }
}

namespace FcCreds.Conformance;

/// <summary>Each way in which credentials reach a program, walked by the official credentials SDK in a child of <c>fccreds exec</c>.</summary>
public sealed class DeliveryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("env")]
    [InlineData("uri")]
    [InlineData("metadata")]
    [InlineData("oidc")]
    public async Task The_credentials_sdk_finds_what_exec_lays_out(string via)
    {
        const string File = "credentials.mjs";
        var start = NodeScenarios.Describe(
            Path.Combine(AppContext.BaseDirectory, "fccreds"),
            ["exec", "--ephemeral", "--config", Path.Combine(Sources.Folder, "fccreds.yaml"), "--via", via, "--role", "writer", "--session-name", "delivered", "--", "node", "run.mjs", File]);
        start.Environment["FCCREDS_TEST_VIA"] = via;
        var results = await NodeScenarios.RunAsync(start);
        foreach (var result in results) output.WriteLine($"conformance delivery-{via}: {(result.Problem is null ? "ok" : "FAILED")} {File} {result.Name}");
        Assert.All(results, result => Assert.True(result.Problem is null, $"{result.Name}\n{result.Problem}"));
    }
}

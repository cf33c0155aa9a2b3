using System.Text.Json;

namespace FcCreds.Tests.Cli;

public sealed class MistakeTests
{
    [Fact]
    public async Task A_client_kept_from_one_call_to_the_next_is_told_by_invoke_and_by_the_server()
    {
        using var tool = new Tool();
        tool.Write("fccreds.yaml", $"region: cn-shenzhen\nfunctions:\n  - {{ name: cached, runtime: python3.10, handler: index.handler, code: {Fixtures.Function("oss-cached-client")}, role: writer }}\nroles:\n  - {{ name: writer, policies: [AliyunOSSFullAccess] }}\nbuckets:\n  - name: my-bucket\n");
        await using var serving = await Serving.StartAsync(tool);
        var sample = $"@{Path.Combine(Fixtures.Function("oss-cached-client"), "event.json")}";
        var first = (await tool.RunAsync("invoke", "cached", "--event", sample, "--json")).Expect(0).Json;
        Assert.Empty(first.GetProperty("mistakes").EnumerateArray());

        var second = (await tool.RunAsync("invoke", "cached", "--event", sample)).Expect(0);
        Assert.Contains($"credentials of invocation {first.GetProperty("requestId").GetString()}", second.Output, StringComparison.Ordinal);
        Assert.Contains("(stale-credentials)", second.Output, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var told = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{serving.Url}/_fccreds/mistakes?function=cached"), TestContext.Current.CancellationToken));
        Assert.Equal("stale-credentials", Assert.Single(told.RootElement.EnumerateArray()).GetProperty("rule").GetString());
    }

    [Fact]
    public async Task The_sample_that_forgets_an_import_is_told_what_it_forgets()
    {
        using var tool = new Tool();
        var report = (await tool.RunAsync("invoke", Fixtures.Function("oss-missing-import"), "--runtime", "python3.12", "--json")).Expect(1).Json;
        Assert.Equal("missing-import", Assert.Single(report.GetProperty("mistakes").EnumerateArray()).GetProperty("rule").GetString());
    }

    [Fact]
    public async Task A_role_that_does_not_trust_the_service_is_told_in_the_journal()
    {
        using var tool = new Tool();
        tool.Write("fccreds.yaml", $"functions:\n  - {{ name: f, runtime: python3.10, handler: index.handler, code: {Fixtures.Function("parse-json")}, role: other }}\nroles:\n  - {{ name: other, trust: ecs.aliyuncs.com }}\n");
        await using var serving = await Serving.StartAsync(tool);
        (await tool.RunAsync("invoke", "f")).Expect(2);
        using var http = new HttpClient();
        using var told = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{serving.Url}/_fccreds/mistakes"), TestContext.Current.CancellationToken));
        var mistake = Assert.Single(told.RootElement.EnumerateArray());
        Assert.Equal("role-not-assumable", mistake.GetProperty("rule").GetString());
        Assert.Contains("fc.aliyuncs.com", mistake.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }
}

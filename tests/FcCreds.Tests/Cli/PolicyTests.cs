namespace FcCreds.Tests.Cli;

public sealed class PolicyTests
{
    private const string Configuration = """
        policies:
          - name: readers
            document:
              Version: "1"
              Statement:
                - { Effect: Allow, Action: [oss:GetObject], Resource: ["acs:oss:*:*:my-bucket/*"] }
        roles:
          - name: reader
            policies: [readers]
          - name: trusting
            trust: acs:ram::1234567890123456:role/reader
            policies: [AliyunSTSAssumeRoleAccess]
        users:
          - name: alice
            policies: [AliyunSTSAssumeRoleAccess]
        buckets:
          - name: my-bucket
            policy: { Version: "1", Statement: [{ Effect: Deny, Action: "oss:GetObject", Principal: ["*"], Resource: ["acs:oss:*:*:my-bucket/secret/*"], Condition: { Bool: { "acs:SecureTransport": "false" } } }] }
        """;

    [Theory]
    [InlineData(0, "--role", "reader", "oss:GetObject", "oss://my-bucket/a", "")]
    [InlineData(1, "--role", "reader", "oss:PutObject", "oss://my-bucket/a", "")]
    [InlineData(0, "--role", "reader", "oss:GetObject", "acs:oss:*:*:my-bucket/secret/a", "acs:SecureTransport=true")]
    [InlineData(1, "--role", "reader", "oss:GetObject", "oss://my-bucket/secret/a", "acs:SecureTransport=false")]
    [InlineData(1, "--user", "alice", "sts:AssumeRole", "acs:ram::1234567890123456:role/trusting", "")]
    [InlineData(0, "--role", "trusting", "sts:AssumeRole", "acs:ram:*:1234567890123456:role/reader", "")]
    [InlineData(2, "--role", "nobody", "oss:GetObject", "oss://my-bucket/a", "")]
    [InlineData(2, "--role", "reader", "oss:GetObject", "my-bucket/a", "")]
    public async Task A_configuration_is_asked_without_a_server(int exitCode, string kind, string who, string action, string resource, string context)
    {
        using var tool = new Tool();
        tool.Write("fccreds.yaml", Configuration);
        string[] given = context.Length > 0 ? ["--context", context] : [];
        (await tool.RunAsync(["policy", "simulate", kind, who, "--action", action, "--resource", resource, .. given])).Expect(exitCode);
        Assert.False(Directory.Exists(Path.Combine(tool.Folder.FullName, "data")));
    }

    [Fact]
    public async Task A_function_runs_with_just_the_policy_that_was_suggested_for_it()
    {
        using var tool = new Tool();
        var folder = Fixtures.Function("oss-denied");
        (await tool.RunAsync("invoke", folder, "--json")).Expect(1);
        var suggested = (await tool.RunAsync("policy", "suggest", "--function", "oss-denied")).Expect(0);
        Assert.Contains("1 of the requests were refused", suggested.Error, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.py").Append(Path.Combine(folder, "event.json"))) tool.Write($"code/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        tool.Write("code/fccreds.yaml", $$"""
            roles: [{ name: least, policies: [{{suggested.Output.ReplaceLineEndings(" ")}}] }]
            buckets: [{ name: my-bucket }]
            functions: [{ name: oss-least, runtime: python3.12, handler: index.handler, code: ., role: least }]
            """);
        var invoked = (await tool.RunAsync("invoke", "code", "--json", "--ephemeral")).Expect(0).Json;
        Assert.Equal("inline#1", Assert.Single(invoked.GetProperty("calls").EnumerateArray()).GetProperty("statement").GetString());
    }

    [Fact]
    public async Task Mistakes_are_told_by_line_and_fail_the_command()
    {
        using var tool = new Tool();
        tool.Write("fccreds.yaml", Configuration.Replace("oss:GetObject], Resource", "oss:GetObjekt], Resource", StringComparison.Ordinal));
        var told = (await tool.RunAsync("policy", "lint", "fccreds.yaml")).Expect(1);
        Assert.Contains("fccreds.yaml:6:37: error: No operation asks for oss:GetObjekt; did you mean oss:GetObject? (unknown-action)", told.Output, StringComparison.Ordinal);
        tool.Write("wide.json", """{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "oss:*", "Resource": "*" }] }""");
        Assert.Equal("allows-everything", (await tool.RunAsync("policy", "lint", "wide.json", "--json")).Expect(0).Json[0].GetProperty("rule").GetString());
        (await tool.RunAsync("policy", "lint", "wide.json", "--strict")).Expect(1);
        (await tool.RunAsync("policy", "lint", "missing.json")).Expect(2);
    }

    [Fact]
    public async Task All_mistakes_of_the_sample_are_told()
    {
        using var tool = new Tool();
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Fixtures.Function("x")))!, "policies", "lint");
        tool.Write("mistakes.json", await File.ReadAllTextAsync(Path.Combine(folder, "mistakes.json"), TestContext.Current.CancellationToken));
        var told = (await tool.RunAsync("policy", "lint", "--kind", "identity", "mistakes.json")).Expect(1);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, "mistakes.txt"), TestContext.Current.CancellationToken), told.Output);
    }
}

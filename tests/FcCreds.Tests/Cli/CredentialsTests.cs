namespace FcCreds.Tests.Cli;

public sealed class CredentialsTests
{
    [Fact]
    public async Task Minted_credentials_are_printed_with_a_word_of_warning()
    {
        using var tool = new Tool();
        var minted = (await tool.RunAsync("credentials", "--format", "json")).Expect(0);
        Assert.StartsWith("STS.", minted.Json.GetProperty("AccessKeyId").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(minted.Json.GetProperty("SecurityToken").GetString()!);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", minted.Json.GetProperty("Expiration").GetString());
        Assert.Contains("only here", minted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_gets_credentials_and_the_exit_code_is_its_own()
    {
        using var tool = new Tool();
        tool.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "LTAI-of-the-developer";
        var run = (await tool.RunAsync("exec", "--", "sh", "-c", "echo $ALIBABA_CLOUD_ACCESS_KEY_ID; exit 7")).Expect(7);
        Assert.StartsWith("STS.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Child_reaches_the_emulator_under_the_clouds_names()
    {
        using var tool = new Tool();
        (await tool.RunAsync("invoke", Fixtures.Function("parse-json"), "--bucket", "my-bucket")).Expect(0);
        tool.Variables["PYTHONPATH"] = Fixtures.Function("oss-from-environment");
        const string Program = "import index, json; print(index.handler(open(r'%s').read(), None))";
        var file = Path.Combine(Fixtures.Function("oss-from-environment"), "event.json");
        var run = (await tool.RunAsync("exec", "--", "python3", "-c", Program.Replace("%s", file, StringComparison.Ordinal))).Expect(0);
        Assert.Contains("success", run.Output, StringComparison.Ordinal);
        Assert.Equal("oss-test-content", (await tool.RunAsync("cat", "oss://my-bucket/oss-test-object")).Expect(0).Output);
    }

    [Theory]
    [InlineData("require('https').get('https://no-such-bucket.oss-cn-hangzhou.aliyuncs.com/', got => { console.log(got.headers.server); got.resume(); })")]
    [InlineData("require('http').get('http://no-such-bucket.oss-cn-hangzhou.aliyuncs.com/', got => { console.log(got.headers.server); got.resume(); })")]
    [InlineData("fetch('https://no-such-bucket.oss-cn-hangzhou.aliyuncs.com/').then(got => console.log(got.headers.get('server')))")]
    [InlineData("fetch('https://ecs.aliyuncs.com/').then(got => got.text()).then(text => console.log(text.includes('not emulate') && process.env.NODE_OPTIONS.startsWith('--no-warnings ') ? 'AliyunOSS' : text))")]
    public async Task Node_reaches_the_emulator_though_it_reads_no_proxy_variables(string program)
    {
        using var tool = new Tool();
        tool.Variables["NODE_OPTIONS"] = "--no-warnings";
        var run = await tool.RunAsync("exec", "--", "node", "-e", program);
        Assert.SkipWhen(run.Error.Contains("Cannot run node", StringComparison.Ordinal), "node is not installed.");
        Assert.Equal("AliyunOSS", run.Expect(0).Output.Trim());
    }

    [Fact]
    public async Task Default_role_is_there_whatever_is_declared()
    {
        using var tool = new Tool();
        tool.Write("fccreds.yaml", "buckets:\n  - name: my-bucket\n");
        var minted = (await tool.RunAsync("credentials", "--format", "json")).Expect(0);
        Assert.StartsWith("STS.", minted.Json.GetProperty("AccessKeyId").GetString(), StringComparison.Ordinal);
        var report = (await tool.RunAsync("invoke", Fixtures.Function("oss-from-environment"), "--json")).Expect(0).Json;
        Assert.Equal("success", report.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Unknown_role_is_refused_by_name()
    {
        using var tool = new Tool();
        var refused = (await tool.RunAsync("credentials", "--role", "nobody")).Expect(2);
        Assert.Contains("nobody", refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Output);
    }
}

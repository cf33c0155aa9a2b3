using System.Text;
using System.Text.Json;

namespace FcCreds.Tests.Cli;

public sealed class InvokeTests
{
    private static readonly string[] Contracted = ["requestId", "statusCode", "functionError", "result", "resultBase64", "logs", "durationMs", "calls"];

    private static readonly string[] ContractedOfCall = ["service", "operation", "resource", "principal", "sessionId", "decision", "statement", "status", "code"];

    [Fact]
    public async Task Handler_that_parses_json_answers_the_member_of_the_sample_event()
    {
        using var tool = new Tool();
        var report = (await tool.RunAsync("invoke", Fixtures.Function("parse-json"), "--json")).Expect(0).Json;
        Assert.All(Contracted, name => Assert.True(report.TryGetProperty(name, out _), name));
        Assert.Equal("value", report.GetProperty("result").GetString());
        Assert.Equal("value", Encoding.UTF8.GetString(report.GetProperty("resultBase64").GetBytesFromBase64()));
        Assert.Equal(200, report.GetProperty("statusCode").GetInt32());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("functionError").ValueKind);
        Assert.Empty(report.GetProperty("calls").EnumerateArray());
        Assert.Contains("FC Invoke Start RequestId: " + report.GetProperty("requestId").GetString(), report.GetProperty("logs").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--event", "{\"key\": \"typed\"}", "", "typed")]
    [InlineData("--event", "-", "{\"key\": \"piped\"}", "piped")]
    [InlineData("--event", "@other.json", "", "from a file")]
    public async Task Event_comes_from_wherever_it_is_said(string option, string value, string input, string expected)
    {
        using var tool = new Tool();
        tool.Write("other.json", "{\"key\": \"from a file\"}");
        var report = (await tool.RunAsync(["invoke", Fixtures.Function("parse-json"), "--json", option, value], input)).Expect(0).Json;
        Assert.Equal(expected, report.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Output_of_an_external_command_comes_back_as_bytes()
    {
        using var tool = new Tool();
        var report = (await tool.RunAsync("invoke", Fixtures.Function("external-command"), "--json")).Expect(0).Json;
        Assert.Contains("index.py", report.GetProperty("result").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oss-from-environment", "python3.12")]
    [InlineData("oss-from-environment", "python3.10")]
    [InlineData("oss-from-context", "python3.10")]
    public async Task Object_is_written_with_the_roles_credentials_under_the_vendors_endpoint(string function, string runtime)
    {
        using var tool = new Tool();
        var report = (await tool.RunAsync("invoke", Fixtures.Function(function), "--runtime", runtime, "--bucket", "my-bucket", "--json")).Expect(0).Json;
        Assert.Equal("success", report.GetProperty("result").GetString());
        var call = Assert.Single(report.GetProperty("calls").EnumerateArray());
        Assert.All(ContractedOfCall, name => Assert.True(call.TryGetProperty(name, out _), name));
        Assert.Equal("oss", call.GetProperty("service").GetString());
        Assert.Equal("PutObject", call.GetProperty("operation").GetString());
        Assert.Equal("Allow", call.GetProperty("decision").GetString());
        Assert.StartsWith("AliyunOSSFullAccess", call.GetProperty("statement").GetString(), StringComparison.Ordinal);
        Assert.Matches("^acs:ram::[0-9]{16}:assumed-role/", call.GetProperty("principal").GetString());
        Assert.Equal(200, call.GetProperty("status").GetInt32());
        Assert.Equal(JsonValueKind.Null, call.GetProperty("code").ValueKind);

        var written = (await tool.RunAsync("cat", "oss://my-bucket/oss-test-object")).Expect(0);
        Assert.Equal("oss-test-content", written.Output);
    }

    [Theory]
    [InlineData("oss-from-environment-oss2", "python3.12")]
    [InlineData("oss-from-context-oss2", "python3.10")]
    public async Task Official_sdk_writes_an_object(string function, string runtime)
    {
        using var tool = new Tool();
        var outcome = await tool.RunAsync("invoke", Fixtures.Function(function), "--runtime", runtime, "--bucket", "my-bucket", "--json");
        var report = outcome.Json;
        Assert.SkipWhen(report.GetProperty("result").GetString()!.Contains("No module named 'oss2'", StringComparison.Ordinal), $"oss2 is not installed for {runtime}.");
        outcome.Expect(0);
        Assert.Equal("success", report.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Credentials_are_not_on_the_context_of_python_3_12()
    {
        using var tool = new Tool();
        var report = (await tool.RunAsync("invoke", Fixtures.Function("oss-from-context"), "--runtime", "python3.12", "--bucket", "my-bucket", "--json")).Expect(1).Json;
        Assert.Contains("object has no attribute 'credentials'", report.GetProperty("result").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_without_its_import_fails_as_in_FC()
    {
        using var tool = new Tool();
        var report = (await tool.RunAsync("invoke", Fixtures.Function("oss-missing-import"), "--runtime", "python3.12", "--bucket", "my-bucket", "--json")).Expect(1).Json;
        Assert.Equal(200, report.GetProperty("statusCode").GetInt32());
        Assert.Equal("UnhandledInvocationError", report.GetProperty("functionError").GetString());
        using var error = JsonDocument.Parse(report.GetProperty("result").GetString()!);
        Assert.Equal("NameError", error.RootElement.GetProperty("errorType").GetString());
        Assert.StartsWith("name 'os' is not defined", error.RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denial_reaches_the_handler_and_names_the_statement_to_add()
    {
        using var tool = new Tool();
        var folder = Fixtures.Function("oss-denied");
        var report = (await tool.RunAsync("invoke", folder, "--json")).Expect(1).Json;
        Assert.Contains("AccessDenied", report.GetProperty("result").GetString(), StringComparison.Ordinal);
        var call = Assert.Single(report.GetProperty("calls").EnumerateArray());
        Assert.Equal("Deny", call.GetProperty("decision").GetString());
        Assert.Equal(403, call.GetProperty("status").GetInt32());
        Assert.Equal("AccessDenied", call.GetProperty("code").GetString());
        using var needed = JsonDocument.Parse(call.GetProperty("needed").GetString()!);
        Assert.Contains("oss:PutObject", needed.RootElement.ToString(), StringComparison.Ordinal);
        Assert.Contains(call.GetProperty("read").EnumerateArray(), read => read.GetString()!.StartsWith("read-my-bucket#1", StringComparison.Ordinal));

        var told = (await tool.RunAsync("invoke", folder)).Expect(1);
        Assert.Contains("no statement allows it", told.Output, StringComparison.Ordinal);
        Assert.Contains("oss:PutObject", told.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', told.Output);
    }

    [Fact]
    public async Task Folder_with_several_handlers_asks_which()
    {
        using var tool = new Tool();
        tool.Write("code/app.py", "def one(event, context):\n    return 'one'\n\ndef two(event, context):\n    return 'two'\n");
        var asked = (await tool.RunAsync("invoke", "code")).Expect(2);
        Assert.Contains("app.one, app.two", asked.Error, StringComparison.Ordinal);
        var chosen = (await tool.RunAsync("invoke", "code", "--handler", "app.two", "--json")).Expect(0);
        Assert.Equal("two", chosen.Json.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Only_handler_of_a_folder_is_found()
    {
        using var tool = new Tool();
        tool.Write("code/app.py", "import os\n\ndef helper(text):\n    return text\n\n\ndef run(event,\n        context):\n    return 'found'\n");
        var report = (await tool.RunAsync("invoke", "code", "--json")).Expect(0).Json;
        Assert.Equal("found", report.GetProperty("result").GetString());
    }

    [Theory]
    [InlineData("--role", "nobody", "nobody")]
    [InlineData("--runtime", "python1.0", "python1.0")]
    public async Task What_cannot_run_at_all_is_wrong_usage_and_named(string option, string value, string named)
    {
        using var tool = new Tool();
        var report = (await tool.RunAsync("invoke", Fixtures.Function("parse-json"), option, value, "--json")).Expect(2).Json;
        Assert.Contains(named, report.GetProperty("refusal").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("written-by-devs")]
    public async Task Folder_of_serverless_devs_runs_as_it_is(string target)
    {
        using var tool = new Tool();
        tool.Write("s.yaml", """
            edition: 3.0.0
            resources:
              one:
                component: fc3
                props:
                  region: cn-shenzhen
                  functionName: written-by-devs
                  runtime: python3.10
                  handler: index.handler
                  code: ./code
                  role: acs:ram::1111222233334444:role/of-the-cloud
            """);
        tool.Write("event.json", File.ReadAllText(Path.Combine(Fixtures.Function("oss-from-environment"), "event.json")));
        foreach (var name in new[] { "index.py", "oss_signer.py" }) tool.Write($"code/{name}", File.ReadAllText(Path.Combine(Fixtures.Function("oss-from-environment"), name)));
        var outcome = (await tool.RunAsync("invoke", target, "--event", "@event.json", "--bucket", "my-bucket", "--json")).Expect(0);
        var call = Assert.Single(outcome.Json.GetProperty("calls").EnumerateArray());
        Assert.EndsWith(":assumed-role/of-the-cloud/fc-written-by-devs", call.GetProperty("principal").GetString(), StringComparison.Ordinal);
        Assert.Single(outcome.Error.Split('\n'), line => line.Contains("warning: No role 'of-the-cloud' is declared", StringComparison.Ordinal));
        (await tool.RunAsync("invoke", ".")).Expect(0);

        var strict = (await tool.RunAsync("invoke", target, "--strict-roles")).Expect(2);
        Assert.Contains("s.yaml:11:", strict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_does_not_exist_is_wrong_usage()
    {
        using var tool = new Tool();
        var outcome = (await tool.RunAsync("invoke", "nowhere")).Expect(2);
        Assert.Contains("nowhere", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_configuration_is_told_whole_and_runs_nothing()
    {
        using var tool = new Tool();
        tool.Write("fccreds.yaml", "acount: \"1234567890123456\"\nfunctions:\n  - name: broken\n    runtime: pyhton3.10\n    handler: index.handler\n    code: .\n");
        var outcome = (await tool.RunAsync("invoke", "broken")).Expect(2);
        Assert.Contains("fccreds.yaml:1:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("fccreds.yaml:4:", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }
}

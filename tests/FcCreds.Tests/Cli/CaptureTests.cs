using System.Text.Json;

namespace FcCreds.Tests.Cli;

public sealed class CaptureTests
{
    [Theory]
    [InlineData("python2.7")]
    [InlineData("python3")]
    [InlineData("python3.9")]
    [InlineData("python3.10")]
    [InlineData("python3.12")]
    public async Task Https_endpoint_of_the_vendor_is_answered_here(string runtime)
    {
        using var tool = new Tool();
        var folder = Fixtures.Function("oss-from-environment");
        var plain = await File.ReadAllTextAsync(Path.Combine(folder, "event.json"), TestContext.Current.CancellationToken);
        tool.Write("event.json", plain.Replace("http://", "https://", StringComparison.Ordinal));
        var outcome = await tool.RunAsync("invoke", folder, "--runtime", runtime, "--exact-runtime", "--bucket", "my-bucket", "--event", "@event.json", "--json");
        Assert.SkipWhen(outcome.Json.TryGetProperty("refusal", out var refusal) && refusal.GetProperty("code").GetString() == "FunctionNotStarted", $"{runtime} is not installed.");
        var call = Assert.Single(outcome.Expect(0).Json.GetProperty("calls").EnumerateArray());
        Assert.Equal("PutObject", call.GetProperty("operation").GetString());
        Assert.Equal(200, call.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Host_of_the_cloud_that_nothing_answers_is_refused_and_told()
    {
        using var tool = new Tool();
        tool.Write("code/index.py", """
            from urllib.error import HTTPError
            from urllib.request import urlopen

            def handler(event, context):
                try:
                    return urlopen('https://ecs.aliyuncs.com/').status
                except HTTPError as refused:
                    return refused.code
            """);
        var report = (await tool.RunAsync("invoke", "code", "--json")).Expect(0).Json;
        Assert.Equal("502", report.GetProperty("result").GetString());
        var note = Assert.Single(report.GetProperty("notes").EnumerateArray(), one => one.ValueKind == JsonValueKind.String);
        Assert.StartsWith("ecs.aliyuncs.com is a host of Alibaba Cloud that FcCreds does not emulate", note.GetString(), StringComparison.Ordinal);
    }
}

using System.Text.Json;

namespace FcCreds.Tests.Cli;

/// <summary>An invocation that a web request started, which writes twice: once it may, once not. What it wrote starts another function.</summary>
public sealed class TraceTests
{
    private const string Web = """
        import os
        import oss_signer

        def handler(event, context):
            e = os.environ
            auth = oss_signer.StsAuth(e['ALIBABA_CLOUD_ACCESS_KEY_ID'], e['ALIBABA_CLOUD_ACCESS_KEY_SECRET'], e['ALIBABA_CLOUD_SECURITY_TOKEN'])
            bucket = oss_signer.Bucket(auth, 'http://oss-cn-hangzhou.aliyuncs.com', 'my-bucket')
            bucket.put_object('in/a.txt', 'x')
            print('secret is ' + e['ALIBABA_CLOUD_ACCESS_KEY_SECRET'])
            try:
                bucket.put_object('out/a.txt', 'x')
            except Exception:
                print('refused')
            return {'statusCode': 200, 'body': 'done'}

        def derive(event, context):
            return 'derived'
        """;

    private const string Configuration = """
        account: "1234567890123456"
        region: cn-hangzhou
        buckets:
          - name: my-bucket
        roles:
          - name: exporter
            trust: [fc.aliyuncs.com]
            policies:
              - Version: "1"
                Statement: [{ Effect: Allow, Action: oss:PutObject, Resource: "acs:oss:*:*:my-bucket/in/*" }]
        functions:
          - name: web
            runtime: python3.10
            handler: index.handler
            code: .
            role: exporter
            triggers: [{ triggerName: web, triggerType: http, triggerConfig: { authType: anonymous, methods: [GET] } }]
          - name: derive
            runtime: python3.10
            handler: index.derive
            code: .
            triggers:
              - triggerName: on-put
                triggerType: oss
                sourceArn: acs:oss:cn-hangzhou:1234567890123456:my-bucket
                triggerConfig: { events: ["oss:ObjectCreated:*"], filter: { key: { prefix: in/ } } }
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invocation_is_a_tree_of_credentials_calls_decisions_output_and_what_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Handlers need a POSIX system.");
        using var tool = new Tool();
        tool.Write("index.py", Web);
        tool.Write("fccreds.yaml", Configuration);
        File.Copy(Path.Combine(Fixtures.Function("oss-denied"), "oss_signer.py"), Path.Combine(tool.Folder.FullName, "oss_signer.py"));
        await using var serving = await Serving.StartAsync(tool, "--config", "fccreds.yaml");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var reply = await http.GetAsync(new Uri(new(serving.Url), "/_fccreds/http/web/"), Ct);
        var id = Assert.Single(reply.Headers.GetValues("x-fc-request-id"));
        Assert.Equal("done", await reply.Content.ReadAsStringAsync(Ct));

        var invocation = await DerivedAsync(tool, id);
        Assert.Equal(("web", "succeeded", "HttpTrigger"), (Text(invocation, "functionName"), Text(invocation, "outcome"), Text(invocation.GetProperty("asked"), "operation")));
        var credentials = invocation.GetProperty("credentials").EnumerateArray().ToList();
        Assert.Contains(credentials, one => Text(one, "scope") == "instance");

        var calls = Steps(invocation, "call").Select(step => step.GetProperty("call")).ToList();
        Assert.Equal(["oss://my-bucket/in/a.txt 200", "oss://my-bucket/out/a.txt 403"], calls.Select(call => $"{Text(call, "resource")} {call.GetProperty("status")}"));
        Assert.All(calls, call => Assert.Contains(credentials, one => Text(one, "sessionId") == Text(call, "sessionId")));
        Assert.Equal("Allow", Text(calls[0], "decision"));
        Assert.Equal("oss:PutObject", Text(calls[1].GetProperty("needed"), "Action"));
        // The journal masks what the function was given.
        Assert.Equal(["secret is ***", "refused"], Steps(invocation, "printed").Select(step => Text(step, "text")));

        var printed = (await tool.RunAsync("trace", id)).Expect(0).Output;
        Assert.DoesNotContain('\u001b', printed);
        foreach (var line in new[] { $"web {id}", "asked by HttpTrigger", "PutObject oss://my-bucket/out/a.txt 403 AccessDenied", "derive " }) Assert.Contains(line, printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_journal_does_not_have_is_said()
    {
        using var tool = new Tool();
        var unknown = (await tool.RunAsync("trace", "nothing")).Expect(1);
        Assert.Contains("The journal has no request or invocation nothing.", unknown.Error, StringComparison.Ordinal);
    }

    /// <summary>The invocation once the one below its first call has ended, which nobody waits for.</summary>
    private static async Task<JsonElement> DerivedAsync(Tool tool, string id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var invocation = (await tool.RunAsync("trace", id, "--json")).Expect(0).Json.GetProperty("invocation");
            var below = Steps(invocation, "call").Select(step => step.GetProperty("call")).Where(call => call.TryGetProperty("led", out _))
                .SelectMany(call => call.GetProperty("led").EnumerateArray()).FirstOrDefault(step => Text(step, "kind") == "invocation");
            if (below.ValueKind == JsonValueKind.Object && Text(below.GetProperty("invocation"), "outcome") == "succeeded")
            {
                Assert.Equal("derive", Text(below.GetProperty("invocation"), "functionName"));
                return invocation;
            }
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static IEnumerable<JsonElement> Steps(JsonElement invocation, string kind) => invocation.GetProperty("steps").EnumerateArray().Where(step => Text(step, "kind") == kind);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

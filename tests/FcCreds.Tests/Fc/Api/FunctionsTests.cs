using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Journal;
using FcCreds.Fc;
using FcCreds.Storage;

namespace FcCreds.Tests.Fc.Api;

public sealed class FunctionsTests : IAsyncLifetime
{
    private const string One = "def handler(event, context):\n    return 'one'\n";
    private const string Two = "def handler(event, context):\n    return 'two'\n";

    private FcHost host = null!;
    private FcClient client = null!;

    public async ValueTask InitializeAsync()
    {
        host = await FcHost.StartAsync();
        client = new(host, FcAccount.Root);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_created_function_runs_and_an_update_of_its_code_retires_its_instances()
    {
        await Python.RequireAsync("python3.10");
        var made = await CreateAsync("hello", One);
        Assert.Equal(("hello", "python3.10", "Active"), (made.GetProperty("functionName").GetString(), made.GetProperty("runtime").GetString(), made.GetProperty("state").GetString()));
        Assert.Equal("one", await client.InvokeAsync("hello"));
        var first = Assert.Single((await client.SendAsync("GET", "functions/hello/instances")).GetProperty("instances").EnumerateArray()).GetProperty("instanceId").GetString();

        var updated = await client.SendAsync("PUT", "functions/hello", new { code = new { zipFile = Zip.OfIndex(Two) } });
        Assert.NotEqual(made.GetProperty("codeChecksum").GetString(), updated.GetProperty("codeChecksum").GetString());
        Assert.Equal("two", await client.InvokeAsync("hello"));
        var second = Assert.Single((await client.SendAsync("GET", "functions/hello/instances")).GetProperty("instances").EnumerateArray());
        Assert.NotEqual(first, second.GetProperty("instanceId").GetString());
        Assert.Equal("0", second.GetProperty("versionId").GetString());
    }

    [Fact]
    public async Task A_change_of_triggers_keeps_instances()
    {
        await Python.RequireAsync("python3.10");
        await CreateAsync("hello", One);
        await client.InvokeAsync("hello");
        await client.SendAsync("POST", "functions/hello/triggers", new { triggerName = "tick", triggerType = "timer", triggerConfig = "{\"cronExpression\":\"@every 5m\",\"enable\":true}" });
        var result = await host.InvokeAsync("hello");
        Assert.False(host.Journal.Read(new() { InvocationId = result.RequestId }).OfType<InvocationStarted>().Single().ColdStart);
    }

    [Fact]
    public async Task Code_may_lie_in_a_bucket_of_the_account_and_of_no_other()
    {
        await Python.RequireAsync("python3.10");
        await PutAsync("code", FcHost.Account, "hello.zip", Zip.OfIndex(One));
        await PutAsync("foreign", "9999999999999999", "hello.zip", Zip.OfIndex(One));
        await client.SendAsync("POST", "functions", Body("hello", new { ossBucketName = "code", ossObjectName = "hello.zip" }));
        Assert.Equal("one", await client.InvokeAsync("hello"));
        await client.RefusedAsync(400, "InvalidArgument", "POST", "functions", Body("other", new { ossBucketName = "foreign", ossObjectName = "hello.zip" }));
        await client.RefusedAsync(400, "InvalidArgument", "POST", "functions", Body("other", new { ossBucketName = "code", ossObjectName = "absent.zip" }));
    }

    [Fact]
    public async Task A_declaration_may_name_code_in_a_bucket_which_is_fetched_at_the_first_call()
    {
        await Python.RequireAsync("python3.10");
        var declared = new FunctionDeclaration { Name = "later", AccountId = FcHost.Account, Region = FcHost.Region, Runtime = "python3.10", Handler = "index.handler", CodePath = "", CodeObject = new("code", "later.zip"), Timeout = TimeSpan.FromSeconds(30) };
        await host.Fc.Accounts.SeedAsync([FcHost.Account], [declared], TestContext.Current.CancellationToken);
        Assert.Contains("oss://code/later.zip", await client.RefusedAsync(412, "FunctionNotStarted", "POST", "functions/later/invocations"), StringComparison.Ordinal);
        await PutAsync("code", FcHost.Account, "later.zip", Zip.OfIndex(One));
        Assert.Equal("one", await client.InvokeAsync("later"));
        await client.SendAsync("PUT", "functions/later", new { code = new { zipFile = Zip.OfIndex(Two) } });
        Assert.Equal("two", await client.InvokeAsync("later"));
    }

    [Fact]
    public async Task GetFunctionCode_gives_an_address_that_needs_no_signature_and_ends()
    {
        await CreateAsync("hello", One);
        var code = await client.SendAsync("GET", "functions/hello/code");
        using var http = new HttpClient();
        var url = new Uri(code.GetProperty("url").GetString()!);
        using (var zip = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync(url, TestContext.Current.CancellationToken))))
            Assert.Equal(One, await new StreamReader(zip.GetEntry("index.py")!.Open()).ReadToEndAsync(TestContext.Current.CancellationToken));
        host.Clocks.Life.Shift = TimeSpan.FromHours(1);
        using var late = await http.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)late.StatusCode);
    }

    [Fact]
    public async Task A_function_in_a_folder_can_be_fetched_as_a_zip_and_be_given_other_code()
    {
        await Python.RequireAsync("python3.10");
        var name = host.Declare("python3.10", One);
        var code = await client.SendAsync("GET", $"functions/{name}/code");
        using var http = new HttpClient();
        using (var zip = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync(new Uri(code.GetProperty("url").GetString()!), TestContext.Current.CancellationToken))))
            Assert.Equal("index.py", Assert.Single(zip.Entries).FullName);
        await client.SendAsync("PUT", $"functions/{name}", new { code = new { zipFile = Zip.OfIndex(Two) } });
        Assert.Equal("two", await client.InvokeAsync(name));
    }

    [Fact]
    public async Task Settings_that_are_only_kept_come_back_and_updates_leave_out_what_they_do_not_name()
    {
        await client.SendAsync("POST", "functions", new
        {
            functionName = "kept",
            runtime = "python3.10",
            handler = "index.handler",
            code = new { zipFile = Zip.OfIndex(One) },
            logConfig = new { project = "p", logstore = "s" },
            environmentVariables = new { A = "1" },
            timeout = 10,
            memorySize = 256,
            cpu = 0.5,
            unheardOf = 1,
        });
        var after = await client.SendAsync("PUT", "functions/kept", new { description = "told", memorySize = 512 });
        Assert.Equal("s", after.GetProperty("logConfig").GetProperty("logstore").GetString());
        Assert.Equal(("1", 10, 512, "told", 0.5), (after.GetProperty("environmentVariables").GetProperty("A").GetString(), after.GetProperty("timeout").GetInt32(), after.GetProperty("memorySize").GetInt32(), after.GetProperty("description").GetString(), after.GetProperty("cpu").GetDouble()));
        Assert.False(after.TryGetProperty("unheardOf", out _));
        Assert.Equal(512, after.GetProperty("diskSize").GetInt32());
    }

    [Fact]
    public async Task Whoever_gives_a_function_a_role_must_be_allowed_to_pass_it()
    {
        using var developer = new FcClient(host, FcAccount.Developer);
        await developer.SendAsync("POST", "functions", Body("mine", new { zipFile = Zip.OfIndex(One) }));
        var message = await developer.RefusedAsync(403, "AccessDenied", "PUT", "functions/mine", new { role = FcAccount.RoleArn });
        Assert.Contains($"'ram:PassRole' on resource '{FcAccount.RoleArn}'", message, StringComparison.Ordinal);
        // Another spelling of the field must not get past the check.
        await developer.RefusedAsync(403, "AccessDenied", "PUT", "functions/mine", new { ROLE = FcAccount.RoleArn });
        using var administrator = new FcClient(host, FcAccount.Administrator);
        await administrator.SendAsync("PUT", "functions/mine", new { role = FcAccount.RoleArn });
        using var invoker = new FcClient(host, FcAccount.Invoker);
        await invoker.RefusedAsync(403, "AccessDenied", "POST", "functions", Body("mine", new { zipFile = Zip.OfIndex(One) }));
    }

    [Fact]
    public async Task A_policy_can_forbid_anonymous_triggers_and_code_that_its_user_cannot_read()
    {
        await PutAsync("code", FcHost.Account, "hello.zip", Zip.OfIndex(One));
        using var administrator = new FcClient(host, FcAccount.Administrator);
        await administrator.RefusedAsync(403, "AccessDenied", "POST", "functions", Body("hello", new { ossBucketName = "code", ossObjectName = "hello.zip" }));
        await CreateAsync("hello", One);
        var message = await administrator.RefusedAsync(403, "AccessDenied", "POST", "functions/hello/triggers", new { triggerName = "web", triggerType = "http", triggerConfig = "{\"authType\":\"anonymous\",\"methods\":[\"GET\"]}" });
        Assert.Equal($"the caller is not authorized to perform 'fc:CreateTrigger' on resource 'acs:fc:{FcHost.Region}:{FcHost.Account}:functions/hello/triggers/web' with condition '[fc:EnableHTTPTriggerAnonymous=true fc:EnableHTTPTriggerInternet=true]'", message);
        await administrator.SendAsync("POST", "functions/hello/triggers", new { triggerName = "web", triggerType = "http", triggerConfig = "{\"authType\":\"function\",\"methods\":[\"GET\"]}" });
    }

    [Theory]
    [InlineData("functionName", "1st")]
    [InlineData("runtime", "python4")]
    [InlineData("timeout", 0)]
    [InlineData("memorySize", 100)]
    [InlineData("role", "admin")]
    public async Task Settings_that_FC_would_refuse_are_refused(string field, object value)
    {
        var body = new Dictionary<string, object> { ["functionName"] = "f", ["runtime"] = "python3.10", ["handler"] = "index.handler", ["code"] = new { zipFile = Zip.OfIndex(One) }, [field] = value };
        Assert.Contains(field, await client.RefusedAsync(400, "InvalidArgument", "POST", "functions", body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_must_be_a_zip_with_the_checksum_that_is_told()
    {
        await client.RefusedAsync(400, "InvalidArgument", "POST", "functions", Body("f", new { zipFile = Encoding.UTF8.GetBytes("no zip") }));
        await client.RefusedAsync(400, "InvalidArgument", "POST", "functions", Body("f", new { zipFile = Zip.OfIndex(One), checksum = "1" }));
        await client.RefusedAsync(400, "InvalidArgument", "POST", "functions", Body("f", new { }));
        await client.RefusedAsync(404, "FunctionNotFound", "GET", "functions/f");
        var left = await host.Store.ListAsync(new() { Bucket = ".code", Limit = 10 }, TestContext.Current.CancellationToken);
        Assert.Empty(left.Objects);
    }

    [Fact]
    public async Task A_name_is_given_once_and_a_deleted_function_takes_its_code_along()
    {
        await CreateAsync("hello", One);
        await client.RefusedAsync(409, "FunctionAlreadyExists", "POST", "functions", Body("hello", new { zipFile = Zip.OfIndex(One) }));
        await client.SendAsync("POST", "functions/hello/triggers", new { triggerName = "tick", triggerType = "timer", triggerConfig = "{\"cronExpression\":\"@every 5m\",\"enable\":true}" });
        await client.RefusedAsync(409, "FunctionNotEmpty", "DELETE", "functions/hello");
        await client.SendAsync("DELETE", "functions/hello/triggers/tick");
        await client.SendAsync("DELETE", "functions/hello");
        await client.RefusedAsync(404, "FunctionNotFound", "POST", "functions/hello/invocations");
        var left = await host.Store.ListAsync(new() { Bucket = ".code", Limit = 10 }, TestContext.Current.CancellationToken);
        Assert.Empty(left.Objects);
    }

    [Fact]
    public async Task Invocation_can_be_limited_and_disabled()
    {
        await Python.RequireAsync("python3.10");
        await CreateAsync("hello", One);
        await client.SendAsync("PUT", "functions/hello/concurrency", new { reservedConcurrency = 0 });
        await client.RefusedAsync(429, "ResourceExhausted", "POST", "functions/hello/invocations");
        Assert.Equal(0, (await client.SendAsync("GET", "functions/hello/concurrency")).GetProperty("reservedConcurrency").GetInt32());
        Assert.Single((await client.SendAsync("GET", "concurrency-configs")).GetProperty("configs").EnumerateArray());
        await client.SendAsync("DELETE", "functions/hello/concurrency");
        await client.SendAsync("POST", "functions/hello/invoke/disable", new { reason = "repairs" });
        Assert.Contains("repairs", await client.RefusedAsync(403, "AccessDenied", "POST", "functions/hello/invocations"), StringComparison.Ordinal);
        await client.SendAsync("POST", "functions/hello/invoke/enable");
        Assert.Equal("one", await client.InvokeAsync("hello"));
    }

    private Task<JsonElement> CreateAsync(string name, string code) => client.SendAsync("POST", "functions", Body(name, new { zipFile = Zip.OfIndex(code) }));

    private static object Body(string name, object code) => new { functionName = name, runtime = "python3.10", handler = "index.handler", timeout = 30, code };

    private async Task PutAsync(string bucket, string owner, string key, byte[] content)
    {
        var ct = TestContext.Current.CancellationToken;
        await host.Store.CreateBucketAsync(new() { Name = bucket, OwnerAccountId = owner, CreatedAt = host.Clocks.Wire.GetUtcNow(), Region = FcHost.Region, StorageClass = "Standard", DataRedundancyType = "LRS" }, ct);
        await using var staged = await host.Store.StageAsync(new(bucket, key), new MemoryStream(content), joined: false, ct);
        await host.Store.CommitAsync(new() { Name = new(bucket, key), Pieces = [new Piece.Staged(staged)], Description = new() { ETag = "e", ObjectType = "Normal", StorageClass = "Standard" } }, ct);
    }
}

using System.Text.Json;

namespace FcCreds.Tests.Fc.Api;

/// <summary>Versions, aliases, triggers, tags, layers, custom domains, and what is only kept.</summary>
public sealed class FunctionPartsTests : IAsyncLifetime
{
    private FcHost host = null!;
    private FcClient client = null!;

    public async ValueTask InitializeAsync()
    {
        host = await FcHost.StartAsync();
        client = new(host, FcAccount.Root);
        await client.SendAsync("POST", "functions", new { functionName = "f", runtime = "python3.10", handler = "index.handler", timeout = 30, code = new { zipFile = Zip.OfIndex(Says("first")) } });
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_version_stays_as_it_was_and_an_alias_leads_to_it()
    {
        await Python.RequireAsync("python3.10");
        Assert.Equal("1", Text(await client.SendAsync("POST", "functions/f/versions", new { description = "the first" }), "versionId"));
        await client.SendAsync("PUT", "functions/f", new { code = new { zipFile = Zip.OfIndex(Says("second")) } });
        Assert.Equal("2", Text(await client.SendAsync("POST", "functions/f/versions"), "versionId"));
        await client.SendAsync("POST", "functions/f/aliases", new { aliasName = "prod", versionId = "1" });
        Assert.Equal(("first 1", "second 2", "second LATEST", "first 1"), (await client.InvokeAsync("f", "1"), await client.InvokeAsync("f", "2"), await client.InvokeAsync("f"), await client.InvokeAsync("f", "prod")));

        await client.SendAsync("PUT", "functions/f/aliases/prod", new { versionId = "1", additionalVersionWeight = new Dictionary<string, double> { ["2"] = 1.0 } });
        Assert.Equal("second 2", await client.InvokeAsync("f", "prod"));
        Assert.Equal(["2", "1"], Names(await client.SendAsync("GET", "functions/f/versions"), "versions", "versionId"));
        Assert.Equal(["1", "2"], Names(await client.SendAsync("GET", "functions/f/versions?direction=FORWARD"), "versions", "versionId"));
        await client.RefusedAsync(400, "InvalidArgument", "DELETE", "functions/f/versions/1");
        await client.SendAsync("DELETE", "functions/f/aliases/prod");
        await client.SendAsync("DELETE", "functions/f/versions/1");
        await client.RefusedAsync(404, "VersionNotFound", "POST", "functions/f/invocations?qualifier=1");
        await client.RefusedAsync(404, "AliasNotFound", "POST", "functions/f/invocations?qualifier=prod");
        Assert.Equal("3", Text(await client.SendAsync("POST", "functions/f/versions"), "versionId"));
    }

    [Fact]
    public async Task GetFunction_tells_of_a_version_by_its_number_and_its_alias()
    {
        await client.SendAsync("POST", "functions/f/versions");
        await client.SendAsync("POST", "functions/f/aliases", new { aliasName = "prod", versionId = "1" });
        await client.SendAsync("PUT", "functions/f", new { memorySize = 1024 });
        Assert.Equal(512, (await client.SendAsync("GET", "functions/f?qualifier=1")).GetProperty("memorySize").GetInt32());
        Assert.Equal(512, (await client.SendAsync("GET", "functions/f?qualifier=prod")).GetProperty("memorySize").GetInt32());
        Assert.Equal(1024, (await client.SendAsync("GET", "functions/f?qualifier=LATEST")).GetProperty("memorySize").GetInt32());
    }

    /// <summary>Success without an effect must not look like success.</summary>
    [Theory]
    [InlineData("PUT", "functions/f/provision-config", """{"defaultTarget":1}""", "stored-only")]
    [InlineData("POST", "functions/f/triggers", """{"triggerName":"t","triggerType":"log","triggerConfig":"{}"}""", "stored-only")]
    [InlineData("POST", "functions/f/triggers", """{"triggerName":"t","triggerType":"timer","triggerConfig":"{\"cronExpression\":\"@every 5m\"}"}""", null)]
    [InlineData("PUT", "functions/nobody/provision-config", """{"defaultTarget":1}""", null)]
    public async Task What_changes_nothing_here_says_so(string method, string path, string body, string? effect)
    {
        using var answer = await client.SendAsync(new HttpMethod(method), $"/2023-03-30/{path}", System.Text.Encoding.UTF8.GetBytes(body));
        Assert.Equal(effect, answer.Headers.TryGetValues("x-fccreds-effect", out var values) ? values.Single() : null);
        Assert.Equal(effect is not null, host.Journal.Read(new() { Limit = int.MaxValue }).OfType<FcCreds.Core.Journal.JournalNote>().Any(note => note.Kind == "stored-only"));
    }

    [Fact]
    public async Task Triggers_are_made_changed_listed_and_deleted()
    {
        var made = await client.SendAsync("POST", "functions/f/triggers", new { triggerName = "web", triggerType = "http", triggerConfig = "{\"authType\":\"anonymous\",\"methods\":[\"GET\"]}" });
        Assert.StartsWith("https://f-", made.GetProperty("httpTrigger").GetProperty("urlInternet").GetString(), StringComparison.Ordinal);
        Assert.Equal($"acs:fc:{FcHost.Region}:{FcHost.Account}:functions/f", Text(made, "targetArn"));
        Assert.Equal("web", Assert.Single(host.Fc.Catalog.Find("f")!.Declaration.Triggers).TriggerName);
        await client.RefusedAsync(409, "TriggerAlreadyExists", "POST", "functions/f/triggers", new { triggerName = "web", triggerType = "timer", triggerConfig = "{}" });
        await client.RefusedAsync(400, "InvalidArgument", "POST", "functions/f/triggers", new { triggerName = "web2", triggerType = "http", triggerConfig = "{\"authType\":\"anonymous\",\"methods\":[\"GET\"]}" });
        await client.RefusedAsync(400, "InvalidArgument", "PUT", "functions/f/triggers/web", new { triggerConfig = "{\"authType\":\"none\",\"methods\":[\"GET\"]}" });
        await client.RefusedAsync(404, "VersionNotFound", "PUT", "functions/f/triggers/web", new { qualifier = "9" });
        var changed = await client.SendAsync("PUT", "functions/f/triggers/web", new { description = "public" });
        Assert.Equal(("public", Text(made, "triggerId")), (Text(changed, "description"), Text(changed, "triggerId")));
        Assert.Equal(["web"], Names(await client.SendAsync("GET", "functions/f/triggers"), "triggers", "triggerName"));
        await client.SendAsync("DELETE", "functions/f/triggers/web");
        await client.RefusedAsync(404, "TriggerNotFound", "GET", "functions/f/triggers/web");
    }

    [Fact]
    public async Task Tags_are_put_on_functions_and_find_them()
    {
        var arn = $"acs:fc:{FcHost.Region}:{FcHost.Account}:functions/f";
        await client.SendAsync("POST", "tags-v2", new { ResourceType = "function", ResourceId = new[] { arn }, Tag = new[] { new { Key = "team", Value = "orders" }, new { Key = "env", Value = "dev" } } });
        var tags = (await client.SendAsync("GET", $"tags-v2?ResourceType=function&ResourceId={Uri.EscapeDataString($"[\"{arn}\"]")}")).GetProperty("TagResources");
        Assert.Equal(["dev", "orders"], tags.EnumerateArray().Select(tag => Text(tag, "TagValue")));
        Assert.Single((await client.SendAsync("GET", $"functions?tags={Uri.EscapeDataString("[{\"Key\":\"team\",\"Value\":\"orders\"}]")}")).GetProperty("functions").EnumerateArray());
        Assert.Empty((await client.SendAsync("GET", $"functions?tags={Uri.EscapeDataString("[{\"Key\":\"team\",\"Value\":\"other\"}]")}")).GetProperty("functions").EnumerateArray());
        await client.SendAsync("DELETE", $"tags-v2?ResourceType=function&ResourceId={Uri.EscapeDataString($"[\"{arn}\"]")}&TagKey={Uri.EscapeDataString("[\"team\"]")}");
        Assert.Equal("env", Assert.Single((await client.SendAsync("GET", "tags-v2?ResourceType=function")).GetProperty("TagResources").EnumerateArray()).GetProperty("TagKey").GetString());
    }

    [Fact]
    public async Task Layers_have_versions_with_code()
    {
        var layer = new { compatibleRuntime = new[] { "python3.10" }, description = "shared", code = new { zipFile = Zip.Of(("python/shared.py", "VALUE = 1\n")) } };
        await client.SendAsync("POST", "layers/shared/versions", layer);
        var second = await client.SendAsync("POST", "layers/shared/versions", layer);
        var arn = $"acs:fc:{FcHost.Region}:{FcHost.Account}:layers/shared/versions/2";
        Assert.Equal((2, arn), (second.GetProperty("version").GetInt32(), Text(second, "layerVersionArn")));
        Assert.Equal([2, 1], (await client.SendAsync("GET", "layers/shared/versions")).GetProperty("layers").EnumerateArray().Select(one => one.GetProperty("version").GetInt32()));
        Assert.Equal(2, (await client.SendAsync("GET", "layers")).GetProperty("layers")[0].GetProperty("version").GetInt32());
        Assert.Contains("/_fccreds/code/", (await client.SendAsync("GET", $"layerarn/{Uri.EscapeDataString(arn)}")).GetProperty("code").GetProperty("location").GetString(), StringComparison.Ordinal);
        await client.SendAsync("PUT", "layers/shared/acl?acl=1");
        Assert.Equal("1", Text(await client.SendAsync("GET", "layers/shared/versions/2"), "acl"));
        await Python.RequireAsync("python3.10");
        await client.SendAsync("PUT", "functions/f", new { layers = new[] { arn }, code = new { zipFile = Zip.OfIndex("import shared\ndef handler(event, context):\n    return str(shared.VALUE)\n") } });
        await client.SendAsync("DELETE", "layers/shared/versions/2");
        Assert.Equal("1", await client.InvokeAsync("f"));
        await client.RefusedAsync(404, "LayerNotFound", "GET", "layers/shared/versions/2");
    }

    [Fact]
    public async Task Custom_domains_are_kept_without_their_private_key()
    {
        var domain = new { domainName = "Shop.Example.com", protocol = "HTTP", routeConfig = new { routes = new[] { new { path = "/*", functionName = "f", methods = new[] { "GET" } } } }, certConfig = new { certName = "c", certificate = "public", privateKey = "very-private" } };
        var made = await client.SendAsync("POST", "custom-domains", domain);
        Assert.Equal("shop.example.com", Text(made, "domainName"));
        Assert.DoesNotContain("very-private", made.GetRawText(), StringComparison.Ordinal);
        await client.RefusedAsync(409, "DomainNameAlreadyExists", "POST", "custom-domains", domain);
        Assert.Equal("HTTP,HTTPS", Text(await client.SendAsync("PUT", "custom-domains/shop.example.com", new { protocol = "HTTP,HTTPS" }), "protocol"));
        Assert.Equal(["shop.example.com"], Names(await client.SendAsync("GET", "custom-domains"), "customDomains", "domainName"));
        Assert.Equal("f", (await client.SendAsync("GET", "custom-domains/shop.example.com")).GetProperty("routeConfig").GetProperty("routes")[0].GetProperty("functionName").GetString());
        await client.SendAsync("DELETE", "custom-domains/shop.example.com");
        await client.RefusedAsync(404, "DomainNameNotFound", "GET", "custom-domains/shop.example.com");
    }

    [Fact]
    public async Task What_has_no_effect_here_is_kept_for_its_qualifier()
    {
        await client.SendAsync("PUT", "functions/f/provision-config?qualifier=LATEST", new { defaultTarget = 2 });
        var kept = await client.SendAsync("GET", "functions/f/provision-config?qualifier=LATEST");
        Assert.Equal((2, $"acs:fc:{FcHost.Region}:{FcHost.Account}:functions/f/LATEST"), (kept.GetProperty("defaultTarget").GetInt32(), Text(kept, "functionArn")));
        Assert.Single((await client.SendAsync("GET", "provision-configs")).GetProperty("provisionConfigs").EnumerateArray());
        await client.RefusedAsync(404, "AliasNotFound", "PUT", "functions/f/scaling-config?qualifier=absent", new { minInstances = 1 });
        await client.SendAsync("DELETE", "functions/f/provision-config");
        await client.SendAsync("POST", "functions/f/vpc-bindings", new { vpcId = "vpc-1" });
        Assert.Equal("vpc-1", (await client.SendAsync("GET", "functions/f/vpc-bindings")).GetProperty("vpcIds")[0].GetString());
        await client.SendAsync("DELETE", "functions/f/vpc-bindings/vpc-1");
        Assert.Equal(FcHost.Region, (await client.SendAsync("GET", "regions")).GetProperty("Regions").GetProperty("Region")[0].GetProperty("RegionId").GetString());
    }

    private static string Says(string word) => $"import os\ndef handler(event, context):\n    return '{word} ' + os.environ['FC_VER_ID']\n";

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string?> Names(JsonElement page, string list, string name) => page.GetProperty(list).EnumerateArray().Select(one => Text(one, name));
}

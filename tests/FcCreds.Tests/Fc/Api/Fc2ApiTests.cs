using System.Text;
using FcCreds.Fc.Api;
using FcCreds.Fc.Api.V2;

namespace FcCreds.Tests.Fc.Api;

public sealed class Fc2ApiTests(FcHostFixture fixture) : IClassFixture<FcHostFixture>
{
    private readonly FcHost host = fixture.Host;

    [Fact]
    public void Every_row_finds_itself_and_what_is_not_served_is_named()
    {
        foreach (var row in Fc2Api.Operations)
        {
            var path = "/2016-08-15/" + string.Join('/', row.Path.Split('/').Select(part => part.StartsWith('{') ? "value" : part));
            Assert.Equal(row.Name, Fc2Api.Find(row.Method, path)?.Operation.Name);
        }
        Assert.Null(Fc2Api.Find("PUT", "/2016-08-15/services"));
    }

    [Theory]
    [InlineData("services/shop/functions/f/invocations", "POST", "services/shop.LATEST/functions/f")]
    [InlineData("services/shop.prod/functions/f", "GET", "services/shop.prod/functions/f")]
    [InlineData("services/shop", "GET", "services/shop")]
    [InlineData("services", "POST", "services/*")]
    [InlineData("services/shop/functions", "POST", "services/shop/functions/*")]
    [InlineData("services/shop/functions/f/triggers/t", "PUT", "services/shop/functions/f/triggers/t")]
    public void Policies_name_a_function_with_its_service(string path, string method, string resource)
    {
        var (operation, values) = Fc2Api.Find(method, "/2016-08-15/" + path)!.Value;
        Assert.Equal(resource, FcResource.Of(operation, values, [], null));
    }

    [Fact]
    public async Task A_function_of_a_service_is_preferred_to_one_without()
    {
        await Python.RequireAsync("python3.10");
        host.Declare("python3.10", "def handler(event, context):\n    return 'of none'\n", one => one with { Name = "take" });
        host.Declare("python3.10", "def handler(event, context):\n    return 'of shop'\n", one => one with { Name = "shop$take" });
        using var client = new FcClient(host, FcAccount.Root);
        Assert.Equal("of shop", await InvokeAsync(client, "shop"));
        Assert.Equal("of none", await InvokeAsync(client, "other"));
    }

    [Fact]
    public async Task A_services_role_must_be_passed_and_reaches_functions_that_are_there_already()
    {
        host.Declare("python3.10", "", one => one with { Name = "shop2$take" });
        using var developer = new FcClient(host, FcAccount.Developer);
        using var refused = await developer.SendAsync(HttpMethod.Post, "/2016-08-15/services", Encoding.UTF8.GetBytes($$"""{"serviceName":"mine","role":"{{FcAccount.RoleArn}}"}"""));
        Assert.Contains("ram:PassRole", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var root = new FcClient(host, FcAccount.Root);
        using var made = await root.SendAsync(HttpMethod.Post, "/2016-08-15/services", Encoding.UTF8.GetBytes($$"""{"serviceName":"shop2"}"""));
        Assert.Contains("ServiceAlreadyExists", await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var changed = await root.SendAsync(HttpMethod.Put, "/2016-08-15/services/shop2", Encoding.UTF8.GetBytes($$"""{"role":"{{FcAccount.RoleArn}}"}"""));
        Assert.Equal(200, (int)changed.StatusCode);
        Assert.Equal(FcAccount.RoleArn, host.Fc.Accounts.Find(FcHost.Account).Functions["shop2$take"].Declaration.RoleArn);
    }

    [Fact]
    public async Task Errors_have_the_shape_of_that_version()
    {
        using var client = new FcClient(host, FcAccount.Root);
        using var answer = await client.SendAsync(HttpMethod.Post, "/2016-08-15/services/shop/functions/absent/invocations", []);
        Assert.Equal("""{"ErrorCode":"FunctionNotFound","ErrorMessage":"function 'absent' does not exist."}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(404, (int)answer.StatusCode);
    }

    private static async Task<string> InvokeAsync(FcClient client, string service)
    {
        using var answer = await client.SendAsync(HttpMethod.Post, $"/2016-08-15/services/{service}/functions/take/invocations", Encoding.UTF8.GetBytes("{}"));
        Assert.Equal("LATEST", answer.Headers.GetValues("X-Fc-Invocation-Service-Version").Single());
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

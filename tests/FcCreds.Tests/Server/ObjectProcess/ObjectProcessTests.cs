using System.Net;
using System.Text;
using System.Xml.Linq;
using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Core.Signing;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration;
using FcCreds.Tests.Cli;

namespace FcCreds.Tests.Server.ObjectProcess;

/// <summary>Object FC Access Points with real Python functions, their answers relayed to a client that waits.</summary>
public sealed class ObjectProcessTests
{
    private const string Point = "x-oss-access-point-for-object-process-name";

    private static readonly SigningKey Nobody = new("LTAI5tNobodyOfTheseTests", new Secret("nobody-secret"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reader_gets_what_the_function_made_of_the_object()
    {
        await using var server = await StartAsync("index.handler");
        var alias = await CreateAsync(server);
        using var reply = await SendAsync(server, HttpMethod.Get, alias, "greeting.txt");
        Assert.Equal("HELLO", await reply.Content.ReadAsStringAsync(Ct));
        Assert.Equal((HttpStatusCode.OK, "text/shout", "\"changed\""), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType, reply.Headers.ETag?.Tag));

        // Both of the function's calls were its role's, and belong to its invocation.
        var calls = server.Rooms.Journal.Read(new()).OfType<ServiceCalled>().ToList();
        var written = Assert.Single(calls, call => call.Operation == "WriteGetObjectResponse");
        Assert.Equal("Allow", written.Decision);
        Assert.NotNull(written.InvocationId);
        Assert.Contains(calls, call => call.Operation == "GetObject" && call.IsPresigned && call.Status == 200);
    }

    [Fact]
    public async Task Status_of_the_functions_choice_is_passed_on()
    {
        await using var server = await StartAsync("index.refuses");
        using var reply = await SendAsync(server, HttpMethod.Get, await CreateAsync(server), "greeting.txt");
        Assert.Equal((HttpStatusCode.Forbidden, "<Error/>"), (reply.StatusCode, await reply.Content.ReadAsStringAsync(Ct)));
    }

    [Theory]
    [InlineData("index.fails", "failed with UnhandledInvocationError")]
    [InlineData("index.says_nothing", "ended without calling WriteGetObjectResponse")]
    public async Task Function_without_an_answer_is_named(string handler, string why)
    {
        await using var server = await StartAsync(handler);
        using var reply = await SendAsync(server, HttpMethod.Get, await CreateAsync(server), "greeting.txt");
        Assert.Equal(HttpStatusCode.BadGateway, reply.StatusCode);
        var body = await reply.Content.ReadAsStringAsync(Ct);
        Assert.Contains("<Code>ObjectProcessFailed</Code>", body, StringComparison.Ordinal);
        Assert.Contains(why, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_answer_is_refused_and_the_first_counts()
    {
        await using var server = await StartAsync("index.answers_twice");
        var alias = await CreateAsync(server);
        var ended = EndedAsync(server);
        using var reply = await SendAsync(server, HttpMethod.Get, alias, "greeting.txt");
        Assert.Equal("first", await reply.Content.ReadAsStringAsync(Ct));
        // The function ends after its reader has everything.
        Assert.Equal("UnhandledInvocationError", (await ended).FunctionError);
        Assert.Equal([200, 400], server.Rooms.Journal.Read(new()).OfType<ServiceCalled>().Where(call => call.Operation == "WriteGetObjectResponse").Select(call => call.Status));
    }

    [Fact]
    public async Task Points_policy_and_role_decide_who_reads()
    {
        await using var server = await StartAsync("index.handler");
        var alias = await CreateAsync(server);
        await RefusedAsync(HttpStatusCode.Forbidden, "AccessDenied", Nobody);
        var userId = RamIds.OfUser(server.Rooms.Configuration.AccountId, "nobody");
        var policy = $$"""{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject"],"Principal":["{{userId}}"],"Resource":["acs:oss:*:*:accesspointforobjectprocess/shout/object/*"]}]}""";
        using (var put = await ConfigureAsync(server, HttpMethod.Put, "accessPointPolicyForObjectProcess", policy)) Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using (var allowed = await SendAsync(server, HttpMethod.Get, alias, "greeting.txt", Nobody)) Assert.Equal("HELLO", await allowed.Content.ReadAsStringAsync(Ct));
        using (var gone = await ConfigureAsync(server, HttpMethod.Delete, "accessPointPolicyForObjectProcess")) Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await RefusedAsync(HttpStatusCode.Forbidden, "AccessDenied", Nobody);

        var unknownRole = Configuration("PutAccessPointConfigForObjectProcessConfiguration", server, role: "nobody-knows");
        using (var put = await ConfigureAsync(server, HttpMethod.Put, "accessPointConfigForObjectProcess", unknownRole)) Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await RefusedAsync(HttpStatusCode.BadGateway, "cannot be assumed", server.Root);

        async Task RefusedAsync(HttpStatusCode status, string text, SigningKey key)
        {
            using var reply = await SendAsync(server, HttpMethod.Get, alias, "greeting.txt", key);
            Assert.Equal(status, reply.StatusCode);
            Assert.Contains(text, await reply.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_reading_goes_through_and_a_point_that_is_gone_is_no_bucket()
    {
        await using var server = await StartAsync("index.handler");
        var alias = await CreateAsync(server);
        using (var put = await SendAsync(server, HttpMethod.Put, alias, "new.txt", body: "x")) Assert.Contains("NotImplemented", await put.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using (var shown = await ConfigureAsync(server, HttpMethod.Get, "accessPointForObjectProcess"))
            Assert.Equal(alias, XElement.Parse(await shown.Content.ReadAsStringAsync(Ct)).Element("AccessPointForObjectProcessAlias")?.Value);
        using (var listed = await SendAsync(server, HttpMethod.Get, "", "", query: "accessPointForObjectProcess"))
            Assert.Equal("shout", Assert.Single(XElement.Parse(await listed.Content.ReadAsStringAsync(Ct)).Descendants("AccessPointNameForObjectProcess")).Value);
        using (var deleted = await ConfigureAsync(server, HttpMethod.Delete, "accessPointForObjectProcess")) Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await SendAsync(server, HttpMethod.Get, alias, "greeting.txt");
        Assert.Contains("NoSuchBucket", await gone.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accessPointForObjectProcess", "<CreateAccessPointForObjectProcessConfiguration/>", "MalformedXML")]
    [InlineData("accessPointForObjectProcess", "<CreateAccessPointForObjectProcessConfiguration><AccessPointName>other</AccessPointName></CreateAccessPointForObjectProcessConfiguration>", "NoSuchAccessPoint")]
    public async Task Bad_configuration_makes_no_point(string query, string body, string code)
    {
        await using var server = await StartAsync("index.handler");
        using var refused = await ConfigureAsync(server, HttpMethod.Put, query, body);
        Assert.Contains($"<Code>{code}</Code>", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static async Task<InvocationEnded> EndedAsync(TestServer server)
    {
        await foreach (var happened in server.Rooms.Journal.FollowAsync(Ct)) if (happened is InvocationEnded ended) return ended;
        throw new InvalidOperationException("The journal ended.");
    }

    private static Task<TestServer> StartAsync(string handler) => TestServer.StartAsync(configure: configuration => configuration with
    {
        Accounts = [configuration.Accounts[0] with { Users = [new() { UserName = "nobody", AccessKeys = [new(Nobody.AccessKeyId, Nobody.AccessKeySecret)] }] }],
        Functions =
        [
            new()
            {
                Name = "shout",
                AccountId = configuration.AccountId,
                Region = configuration.Region,
                Runtime = "python3.12",
                Handler = handler,
                CodePath = Fixtures.Function("object-process"),
                RoleArn = configuration.DefaultRoleArn,
                Timeout = TimeSpan.FromSeconds(30),
            },
        ],
    });

    /// <summary>An object, an access point and an Object FC Access Point on it; the alias.</summary>
    private static async Task<string> CreateAsync(TestServer server)
    {
        using var put = await server.SendAsync(HttpMethod.Put, "greeting.txt", "hello");
        const string Supporting = "<CreateAccessPointConfiguration><AccessPointName>ap-01</AccessPointName><NetworkOrigin>internet</NetworkOrigin></CreateAccessPointConfiguration>";
        using var supporting = await SendAsync(server, HttpMethod.Put, TestServer.Bucket, "", body: Supporting, query: "accessPoint");
        Assert.Equal(HttpStatusCode.OK, supporting.StatusCode);
        using var made = await ConfigureAsync(server, HttpMethod.Put, "accessPointForObjectProcess", Configuration("CreateAccessPointForObjectProcessConfiguration", server));
        var body = await made.Content.ReadAsStringAsync(Ct);
        Assert.True(made.IsSuccessStatusCode, body);
        return XElement.Parse(body).Element("AccessPointForObjectProcessAlias")!.Value;
    }

    private static string Configuration(string root, TestServer server, string role = FcCredsConfiguration.DefaultRoleName) => $"""
        <{root}><AccessPointName>ap-01</AccessPointName><ObjectProcessConfiguration><TransformationConfigurations><TransformationConfiguration>
        <Actions><Action>GetObject</Action></Actions><ContentTransformation><FunctionCompute>
        <FunctionAssumeRoleArn>acs:ram::{server.Rooms.Configuration.AccountId}:role/{role}</FunctionAssumeRoleArn>
        <FunctionArn>acs:fc:cn-hangzhou:{server.Rooms.Configuration.AccountId}:functions/shout/LATEST</FunctionArn>
        </FunctionCompute></ContentTransformation></TransformationConfiguration></TransformationConfigurations></ObjectProcessConfiguration></{root}>
        """;

    private static Task<HttpResponseMessage> ConfigureAsync(TestServer server, HttpMethod method, string query, string? body = null)
        => SendAsync(server, method, TestServer.Bucket, "", body: body, query: query, header: (Point, "shout"));

    private static async Task<HttpResponseMessage> SendAsync(
        TestServer server, HttpMethod method, string bucket, string key, SigningKey? with = null, string? body = null, string? query = null, (string Name, string Value)? header = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        QueryParameter[] parameters = query is null ? [] : [new(query, "")];
        var path = bucket.Length == 0 ? "/" : $"/{bucket}/{key}";
        var url = new Uri(server.Url, path + (query is null ? "" : $"?{query}="));
        List<HeaderField> headers = header is { } extra ? [new(extra.Name, extra.Value)] : [];
        var wire = new WireRequest { Method = method.Method, Scheme = "http", Host = url.Authority, RawPath = path, Query = parameters, Headers = headers };
        using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        var signed = new OssSigner(with ?? server.Root, "cn-hangzhou").SignV4(wire, bucket.Length == 0 ? null : bucket, key.Length == 0 ? null : key, TimeProvider.System.GetUtcNow());
        foreach (var (name, value) in headers.Concat(signed)) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, Ct);
    }
}

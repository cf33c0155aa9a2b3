using System.Globalization;
using System.Net;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Core.Signing;
using FcCreds.Identity.Ram;

namespace FcCreds.Tests.Fc.Triggers.Http.Access;

/// <summary>A host of its own, whose clock stands where the published vectors were made.</summary>
public sealed class SignatureGateTests : IAsyncLifetime
{
    private const string Config = """{"authType":"function","methods":["GET","POST"]}""";

    private static readonly DateTimeOffset SignedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private FcHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await FcHost.StartAsync();
        host.Clocks.Wire.Shift = SignedAt - TimeProvider.System.GetUtcNow();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    // @alicloud/openapi-util signed the first without a token; the second's empty one is what the samples of the docs send.
    [InlineData("GET", "/", "ACS3-HMAC-SHA256 Credential=testAK,SignedHeaders=x-acs-date;x-acs-security-token,Signature=7f4161353cfe00582a9b26178a0758befc3dc16b34923fff1bb90bf48d615500", "x-acs-date: 2026-01-02T03:04:05Z|x-acs-security-token: ")]
    // @alicloud/fc2, with and without a query.
    [InlineData("GET", "/hello?foo=bar", "FC testAK:8EJxmfd0obATdWBkaNZAPrJ6Q47kLmyLVPKphB10wNk=", "Date: Fri, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("GET", "/hello", "FC testAK:oMqYbZrcUIi7Am3K1IvU0WlgeZgyIdGsXpQgx64xgrM=", "Date: Fri, 02 Jan 2026 03:04:05 GMT")]
    public async Task The_published_vectors_let_in(string method, string target, string authorization, string headers)
    {
        var name = Name(Web.Declare(host, Web.EchoEvent, Config));
        var sent = headers.Split('|').Select(header => header.Split(": ", 2)).Select(header => (header[0], header[1])).ToArray();
        using var accepted = await Web.SendAsync(host, new(method), target, null, [("Host", name), ("Authorization", authorization), .. sent]);
        Assert.True(accepted.StatusCode == HttpStatusCode.OK, await Web.TextAsync(accepted));

        using var altered = await Web.SendAsync(host, new(method), target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "x=1", null, [("Host", name), ("Authorization", authorization), .. sent]);
        var (status, code, _) = await Web.ErrorAsync(altered);
        Assert.Equal((403, "SignatureNotMatch"), (status, code));
    }

    [Fact]
    public async Task The_vector_with_a_token_of_nobodys_fails_for_the_token_only()
    {
        var name = Name(Web.Declare(host, Web.EchoEvent, Config));
        using var refused = await Web.SendAsync(host, HttpMethod.Post, "/hello?foo=bar&a=1%202", null, ("Host", name), ("x-acs-date", "2026-01-02T03:04:05Z"), ("x-acs-security-token", "TOKEN"),
            ("Authorization", "ACS3-HMAC-SHA256 Credential=testAK,SignedHeaders=x-acs-date;x-acs-security-token,Signature=90afaf1a20229fea868792b6018eb5f3220ae3e40f99c6a8ac18a36adbd8a1eb"));
        Assert.Equal((403, "AccessDenied", "the security token is invalid"), await Web.ErrorAsync(refused));
    }

    [Fact]
    public async Task Without_date_or_authorization_it_is_400()
    {
        var function = Web.Declare(host, Web.EchoEvent, Config);
        using var bare = await Web.GetAsync(host, function);
        Assert.Equal((400, "MissingRequiredHeader", "required HTTP header Date was not specified"), await Web.ErrorAsync(bare));
        using var dated = await Web.GetAsync(host, function, "/", ("Date", "Fri, 02 Jan 2026 03:04:05 GMT"));
        Assert.Equal((400, "MissingRequiredHeader", "required HTTP header Authorization was not specified"), await Web.ErrorAsync(dated));
        using var undated = await Web.GetAsync(host, function, "/", ("Authorization", "FC testAK:abc"));
        Assert.Equal((400, "MissingRequiredHeader", "required HTTP header Date was not specified"), await Web.ErrorAsync(undated));
        using var garbage = await Web.GetAsync(host, function, "/", ("Authorization", "Digest x"), ("Date", "Fri, 02 Jan 2026 03:04:05 GMT"));
        Assert.Equal((403, "SignatureNotMatch"), ((await Web.ErrorAsync(garbage)).Status, (await Web.ErrorAsync(garbage)).Code));
    }

    [Fact]
    public async Task A_signature_of_another_time_is_403_and_tells_both_times()
    {
        var function = Web.Declare(host, Web.EchoEvent, Config);
        host.Clocks.Wire.Shift += TimeSpan.FromMinutes(16);
        using var late = await SendAsync(FcAccount.Invoker, function, SignedAt);
        var (status, code, message) = await Web.ErrorAsync(late);
        Assert.Equal((403, "AccessDenied"), (status, code));
        Assert.StartsWith("the difference between the request time 'Fri, 02 Jan 2026 03:04:05 GMT' and the current time 'Fri, 02 Jan 2026 03:20:", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signs_needs_the_permission_to_invoke()
    {
        var function = Web.Declare(host, Web.EchoEvent, Config);
        using var root = await SendAsync(FcAccount.Root, function, SignedAt);
        Assert.Equal(HttpStatusCode.OK, root.StatusCode);
        using var invoker = await SendAsync(FcAccount.Invoker, function, SignedAt);
        Assert.Equal(HttpStatusCode.OK, invoker.StatusCode);
        Assert.Equal(("Allow", "invoking#1"), (Called(invoker).Decision, Called(invoker).Statement));

        using var nobody = await SendAsync(FcAccount.Nobody, function, SignedAt);
        var (status, code, message) = await Web.ErrorAsync(nobody);
        Assert.Equal((403, "AccessDenied"), (status, code));
        Assert.Equal($"the caller is not authorized to perform 'fc:InvokeFunction' on resource 'acs:fc:{FcHost.Region}:{FcHost.Account}:functions/{function}'", message);
        Assert.Contains("fc:InvokeFunction", Called(nobody).Refusal!.Needed, StringComparison.Ordinal);
        Assert.Empty(host.Journal.Read(new() { RequestId = Called(nobody).RequestId }).OfType<InvocationStarted>());

        using var unknown = await SendAsync(new("LTAIunknownunknown00", new("x")), function, SignedAt);
        Assert.Equal((403, "InvalidAccessKeyID", "invalid access key ID 'LTAIunknownunknown00'"), await Web.ErrorAsync(unknown));
    }

    [Fact]
    public async Task A_signature_covers_the_path_as_it_was_sent_and_not_the_body()
    {
        var function = Web.Declare(host, "def handler(environ, start_response):\n    start_response('200 OK', [])\n    return [b'in']\n", Config);
        var target = $"/2016-08-15/proxy/any.LATEST/{function}/a%20b?x=1";
        var (date, authorization) = Sign(FcAccount.Invoker, "POST", target, SignedAt);
        using var response = await Web.SendAsync(host, HttpMethod.Post, target, new StringContent("not signed"), ("x-acs-date", date), ("Authorization", authorization));
        Assert.True(response.StatusCode == HttpStatusCode.OK, await Web.TextAsync(response));
    }

    private string Name(string function) => host.Fc.HttpTriggers.Find(function, "LATEST")!.DomainName;

    private ServiceCalled Called(HttpResponseMessage response)
        => Assert.Single(host.Journal.Read(new() { RequestId = response.Headers.GetValues("X-Fc-Request-Id").Single() }).OfType<ServiceCalled>());

    private Task<HttpResponseMessage> SendAsync(AccessKeyDeclaration key, string function, DateTimeOffset at)
    {
        var (date, authorization) = Sign(key, "GET", $"/_fccreds/http/{function}/", at);
        return Web.GetAsync(host, function, "/", ("x-acs-date", date), ("Authorization", authorization));
    }

    private static (string Date, string Authorization) Sign(AccessKeyDeclaration key, string method, string target, DateTimeOffset at)
    {
        var date = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var parsed = RequestTarget.Parse(target);
        var wire = new WireRequest { Method = method, Scheme = "http", Host = "", RawPath = parsed.RawPath, Query = parsed.Query, Headers = [new("x-acs-date", date)] };
        return (date, Acs3Signature.Authorize(wire, ["x-acs-date"], Acs3Signature.NoPayload, new(key.AccessKeyId, key.AccessKeySecret)));
    }
}

using System.Net;
using System.Xml.Linq;
using FcCreds.Core.Journal;
using FcCreds.Server.Drills;
using FcCreds.Testing;
using FcCreds.Testing.Wire;

namespace FcCreds.Tests.Server.Drills;

public sealed class FaultsTests
{
    [Fact]
    public async Task Faults_look_like_the_service_s_own_refusals_and_are_in_the_journal()
    {
        await using var server = await TestServer.StartAsync();
        var faults = server.Rooms.Faults;
        faults.Set(new() { Operation = "oss:PutObject", Status = 503, Times = 1 }, 1);
        using var refused = await server.SendAsync(HttpMethod.Put, "a.txt", "text");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("ServiceUnavailable", XDocument.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!.Element("Code")!.Value);
        using var good = await server.SendAsync(HttpMethod.Put, "a.txt", "text");
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);

        faults.Set(new() { Operation = "sts:AssumeRole", Status = 400, Code = "Throttling.User", RetryAfterMs = 2000 }, 1);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var throttled = await Assert.ThrowsAsync<FcCredsException>(() => AssumeRoleRequest.SendAsync(http, server.Url, server.Root, "acs:ram::1234567890123456:role/x", TimeSpan.FromHours(1), TestContext.Current.CancellationToken));
        Assert.Equal(("Throttling.User", 400), (throttled.Code, throttled.Status));

        var notes = server.Rooms.Journal.Read(new()).OfType<JournalNote>().Where(note => note.Kind == "fault").ToList();
        Assert.Equal(["oss:PutObject", "sts:AssumeRole"], notes.Select(note => note.Message.Split(' ')[5]));
    }

    [Theory]
    [InlineData("SecurityTokenNotSupported", "403 0002-00000001 This interface does not support security token.")] // docs, EC 0002-00000001
    [InlineData("UserDisable", "403 0003-00000801 UserDisable")] // tests of oss-go-sdk-v2
    [InlineData("BucketDisable", "403 0003-00000801 BucketDisable")] // docs, HTTP 403 errors
    [InlineData("SecurityTokenExpired", "403 0002-00000007 The security token you provided has expired.")] // docs, EC 0002-00000007
    public async Task A_code_that_OSS_knows_comes_with_its_status_and_words(string code, string expected)
    {
        await using var server = await TestServer.StartAsync();
        server.Rooms.Faults.Set(new() { Operation = "oss:PutObject", Code = code }, 1);
        using var refused = await server.SendAsync(HttpMethod.Put, "a.txt", "text");
        var error = XDocument.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        Assert.Equal($"{code} {expected}", $"{error.Element("Code")!.Value} {(int)refused.StatusCode} {error.Element("EC")!.Value} {error.Element("Message")!.Value}");
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, "a.txt")).StatusCode);
    }

    [Theory]
    [InlineData("Throttling", 400, "Request was denied due to request throttling.")]
    [InlineData("Throttling.Api", 400, "Request was denied due to request throttling.")]
    [InlineData("Forbidden.AccessKeyDisabled", 403, "The access key is disabled.")]
    [InlineData("InvalidApi.NotFound", 404, "Specified api is not found, please check your url and method.")]
    [InlineData("InvalidProduct.NotFound", 404, "Cannot find product according to your specified domain.")]
    [InlineData("ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server.")]
    public async Task A_code_of_the_gateway_comes_with_its_status_and_words(string code, int status, string message) // docs, public errors of OpenAPI
    {
        await using var server = await TestServer.StartAsync();
        server.Rooms.Faults.Set(new() { Operation = "sts:*", Code = code }, 1);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var refused = await Assert.ThrowsAsync<FcCredsException>(() => AssumeRoleRequest.SendAsync(http, server.Url, server.Root, "acs:ram::1234567890123456:role/x", TimeSpan.FromHours(1), TestContext.Current.CancellationToken));
        Assert.Equal((code, status), (refused.Code, refused.Status));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oss:*", "Throttling.User", "oss")]
    [InlineData("uri:*", "UserDisable", "uri")]
    public void A_code_that_the_service_does_not_know_needs_a_status(string operation, string code, string service)
    {
        Assert.Equal($"'{code}' is no code whose status is known for {service}: give the status too.", FaultCodes.Problem(new() { Operation = operation, Code = code }));
        Assert.Null(FaultCodes.Problem(new() { Operation = operation, Code = code, Status = 400 }));
    }

    [Fact]
    public async Task Connections_break_before_after_and_in_the_middle_of_an_answer()
    {
        await using var server = await TestServer.StartAsync();
        var faults = server.Rooms.Faults;
        faults.Set(new() { Operation = "oss:PutObject", Reset = true, Times = 1 }, 1);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.SendAsync(HttpMethod.Put, "before.txt", "text"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, "before.txt")).StatusCode);

        faults.Set(new() { Operation = "oss:PutObject", Reset = true, AfterEffect = true, Times = 1 }, 1);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.SendAsync(HttpMethod.Put, "after.txt", "text"));
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "after.txt")).StatusCode);

        faults.Set(new() { Operation = "oss:GetObject", TruncateAfter = 2, Times = 1 }, 1);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.SendAsync(HttpMethod.Get, "after.txt"));
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "after.txt")).StatusCode);
    }
}

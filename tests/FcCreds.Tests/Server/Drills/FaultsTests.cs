using System.Net;
using System.Xml.Linq;
using FcCreds.Core.Journal;
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

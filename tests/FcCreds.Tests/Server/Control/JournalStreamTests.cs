using System.Net;
using System.Text.Json;
using FcCreds.Core.Journal;

namespace FcCreds.Tests.Server.Control;

public sealed class JournalStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_follower_that_comes_back_misses_nothing_and_hears_nothing_twice()
    {
        await using var server = await TestServer.StartAsync();
        string run;
        long position;
        using (var first = await FollowAsync(server, "kind=note&last=0"))
        {
            run = (await LineAsync(first, "stream")).GetProperty("run").GetString()!;
            Tell(server, "one");
            position = (await LineAsync(first, "note", "one")).GetProperty("sequence").GetInt64();
        }
        Tell(server, "two");

        using var second = await FollowAsync(server, $"kind=note&after={position}&run={run}");
        await LineAsync(second, "note", "two");
        Tell(server, "three");
        await LineAsync(second, "note", "three");
    }

    [Fact]
    public async Task A_position_of_an_earlier_run_counts_as_far_as_the_journal_was_read_back()
    {
        var folder = Directory.CreateTempSubdirectory("fccreds-stream-");
        try
        {
            string run;
            long position;
            await using (var server = await TestServer.StartAsync(folder.FullName))
            {
                Tell(server, "before");
                using var follower = await FollowAsync(server, "kind=note");
                run = (await LineAsync(follower, "stream")).GetProperty("run").GetString()!;
                position = (await LineAsync(follower, "note", "before")).GetProperty("sequence").GetInt64();
            }

            await using var again = await TestServer.StartAsync(folder.FullName);
            Tell(again, "after");
            using var back = await FollowAsync(again, $"kind=note&after={position + 1000}&run={run}");
            await LineAsync(back, "note", "after");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Who_comes_back_too_late_is_told_how_much_is_gone()
    {
        await using var server = await TestServer.StartAsync();
        for (var n = 0; n < 10_100; n++) Tell(server, "x");

        using var late = await FollowAsync(server, $"after=50&last=1&run={server.Rooms.Journal.Run}");

        var lost = await LineAsync(late, "lost");
        Assert.Equal(server.Rooms.Journal.LastSequence - 10_000 - 50, lost.GetProperty("events").GetInt64());
    }

    [Fact]
    public async Task A_reader_that_stands_still_holds_up_neither_the_journal_nor_the_servers_end()
    {
        var server = await TestServer.StartAsync();
        using var stuck = await FollowAsync(server, "");
        for (var n = 0; n < 30_000; n++) Tell(server, new string('x', 1000));

        Assert.True(server.Rooms.Journal.LastSequence >= 30_000);
        await server.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (await stuck.ReadLineAsync(Ct) is not null) continue;
        });
    }

    [Theory]
    [InlineData("kind=notes", "'notes'")]
    [InlineData("after=x", "'x' is no value for after")]
    [InlineData("last=-1", "'-1' is no value for last")]
    public async Task What_makes_no_sense_is_refused(string query, string reason)
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var reply = await http.GetAsync(new Uri(server.Url, $"/_fccreds/journal/stream?{query}"), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains(reason, await reply.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static void Tell(TestServer server, string message) => server.Rooms.Journal.Append(new JournalNote { Kind = "test", Message = message });

    private static async Task<StreamReader> FollowAsync(TestServer server, string query)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return new(await http.GetStreamAsync(new Uri(server.Url, $"/_fccreds/journal/stream?follow=true&{query}"), Ct));
    }

    /// <summary>The next line of that kind; a note with another message fails.</summary>
    private static async Task<JsonElement> LineAsync(StreamReader lines, string kind, string? message = null)
    {
        while (true)
        {
            using var json = JsonDocument.Parse(await lines.ReadLineAsync(Ct) ?? throw new InvalidOperationException("The stream ended."));
            if (json.RootElement.GetProperty("kind").GetString() != kind) continue;
            if (message is not null) Assert.Equal(message, json.RootElement.GetProperty("message").GetString());
            return json.RootElement.Clone();
        }
    }
}

using FcCreds.Soak.Faults;
using FcCreds.Tests.Storage.S3;

namespace FcCreds.Tests.Server;

/// <summary>What clients are told while the S3 server behind the emulator is away, and that nothing is needed from anyone when it is back.</summary>
public sealed class StoreFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backend_that_is_away_makes_OSS_busy_and_nothing_more()
    {
        TestS3.SkipIfMissing();
        await using var s3 = new TestS3();
        await using var relay = new FaultyRelay(s3.Options.Endpoint);
        await using var server = await TestServer.StartAsync(s3: s3.Options with { Endpoint = relay.Url });
        await AnswersAsync(server, HttpMethod.Put, "kept", "first", "200");

        relay.Spoil(new RelayFault.Down());
        foreach (var (method, key, body) in new[] { (HttpMethod.Put, "kept", "second"), (HttpMethod.Get, "kept", null), (HttpMethod.Delete, "kept", (string?)null) })
            await AnswersAsync(server, method, key, body, "503 <Code>ServiceUnavailable</Code>");

        relay.Mend();
        await AnswersAsync(server, HttpMethod.Get, "kept", null, "200 first");
    }

    private static async Task AnswersAsync(TestServer server, HttpMethod method, string key, string? body, string expected)
    {
        using var answer = await server.SendAsync(method, key, body);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.All(expected.Split(' '), part => Assert.Contains(part, $"{(int)answer.StatusCode} {text}", StringComparison.Ordinal));
    }
}

using FcCreds.Core.Journal;

namespace FcCreds.Tests.Identity.Upstream;

public sealed class UpstreamRoleTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ManualTimeProvider time = new();
    private StubSts sts = null!;
    private Upstreaming upstream = null!;

    public async ValueTask InitializeAsync()
    {
        sts = await StubSts.StartAsync();
        upstream = new(sts.Url, time);
    }

    public async ValueTask DisposeAsync()
    {
        await upstream.DisposeAsync();
        await sts.DisposeAsync();
    }

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_call()
    {
        var gate = new TaskCompletionSource();
        sts.Answer = async http =>
        {
            await gate.Task;
            await StubSts.Gives("STS.one", time.GetUtcNow() + Hour)(http);
        };
        var asked = Enumerable.Range(0, 50).Select(_ => upstream.CurrentAsync()).ToArray();
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked), given => Assert.Equal("STS.one", given.AccessKeyId));
        Assert.Equal(1, sts.Calls);
    }

    [Fact]
    public async Task Next_credentials_are_fetched_behind_the_askers_backs_from_the_middle_of_life()
    {
        await FirstAsync();
        time.Advance(TimeSpan.FromMinutes(29));
        await upstream.CurrentAsync();
        Assert.Equal(1, sts.Calls);
        time.Advance(TimeSpan.FromMinutes(8));
        await sts.ArrivalAsync();
        var gate = new TaskCompletionSource();
        sts.Answer = async http =>
        {
            await gate.Task;
            await StubSts.Gives("STS.two", time.GetUtcNow() + Hour)(http);
        };
        // Nobody waits for it.
        Assert.Equal("STS.one", (await upstream.CurrentAsync()).AccessKeyId);
        await sts.ArrivalAsync();
        gate.SetResult();
        while ((await upstream.CurrentAsync()).AccessKeyId == "STS.one") await Task.Yield();
        Assert.Equal("STS.two", (await upstream.CurrentAsync()).AccessKeyId);
        Assert.Equal(2, sts.Calls);
    }

    [Fact]
    public async Task Old_credentials_serve_to_their_end_when_no_new_ones_come_and_not_longer()
    {
        await FirstAsync();
        sts.Answer = StubSts.Says(500, "broken");
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("STS.one", (await upstream.CurrentAsync()).AccessKeyId);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("UpstreamUnavailable", await upstream.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_call_is_not_repeated_before_its_pause_is_over_and_pauses_grow()
    {
        sts.Answer = StubSts.Says(503, "");
        await upstream.RefusalAsync();
        await upstream.RefusalAsync();
        Assert.Equal(1, sts.Calls);
        time.Advance(TimeSpan.FromSeconds(1));
        await upstream.RefusalAsync();
        Assert.Equal(2, sts.Calls);
        // The second pause lasts between one and two seconds.
        time.Advance(TimeSpan.FromSeconds(0.9));
        await upstream.RefusalAsync();
        Assert.Equal(2, sts.Calls);
        time.Advance(TimeSpan.FromSeconds(1.1));
        sts.Answer = StubSts.Gives("STS.late", time.GetUtcNow() + Hour);
        Assert.Equal("STS.late", (await upstream.CurrentAsync()).AccessKeyId);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    [InlineData(200)]
    public async Task Throttled_caller_waits_as_long_as_it_was_told(int status)
    {
        sts.Answer = StubSts.Says(status, """{"Code":"Throttling.User","Message":"Request was denied due to user flow control."}""", ("x-acs-retry-after", "30000"));
        Assert.StartsWith("UpstreamThrottled", await upstream.RefusalAsync(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(29));
        await upstream.RefusalAsync();
        Assert.Equal(1, sts.Calls);
        time.Advance(TimeSpan.FromSeconds(1));
        sts.Answer = StubSts.Gives("STS.one", time.GetUtcNow() + Hour);
        await upstream.CurrentAsync();
    }

    [Fact]
    public async Task Upstream_that_does_not_answer_is_given_up()
    {
        sts.Answer = async http => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        var refusal = upstream.RefusalAsync();
        await sts.ArrivalAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("no answer within 10 seconds", await refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_that_breaks_off_is_none()
    {
        sts.Answer = StubSts.Breaks(StubSts.Given("STS.half", time.GetUtcNow() + Hour));
        Assert.StartsWith("UpstreamUnavailable", await upstream.RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Welcome to this hotel's network</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Credentials":{"AccessKeyId":"STS.x","AccessKeySecret":"s"}}""")]
    [InlineData("""{"Credentials":{"AccessKeyId":"STS.x","AccessKeySecret":"s","SecurityToken":"t","Expiration":"tomorrow"}}""")]
    [InlineData("""{"Credentials":{"AccessKeyId":"STS.x","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2025-01-01T00:00:00Z"}}""")]
    public async Task What_is_no_reply_of_AssumeRole_is_refused(string body)
    {
        sts.Answer = StubSts.Says(200, body);
        Assert.StartsWith("UpstreamMalformed", await upstream.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_of_any_length_is_not_read_whole()
    {
        sts.Answer = StubSts.Says(200, new string(' ', 100_000));
        Assert.StartsWith("UpstreamUnavailable", await upstream.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_marks_them_real_and_holds_no_secret()
    {
        await FirstAsync();
        var issued = Assert.Single(upstream.Journal.OfType<CredentialIssued>());
        Assert.True(issued.IsReal);
        Assert.Equal(("STS.one", $"acs:ram::{Given.AccountId}:assumed-role/open/fccreds"), (issued.AccessKeyId, issued.PrincipalArn));
        var journal = System.Text.Json.JsonSerializer.Serialize(upstream.Journal, JournalJson.Readable.IReadOnlyListJournalEvent);
        Assert.Contains("\"isReal\":true", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("a-real-", journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_that_echoes_the_users_secret_is_told_without_it()
    {
        sts.Answer = StubSts.Says(400, """{"Code":"SignatureDoesNotMatch","Message":"server string to sign is: alice-secret"}""");
        var refusal = await upstream.RefusalAsync();
        Assert.StartsWith("UpstreamRefused", refusal, StringComparison.Ordinal);
        Assert.Contains("400 SignatureDoesNotMatch: server string to sign is: ***", refusal, StringComparison.Ordinal);
        Assert.Equal(refusal, "UpstreamRefused: " + Assert.Single(upstream.Journal.OfType<JournalNote>()).Message);
    }

    private async Task FirstAsync()
    {
        sts.Answer = StubSts.Gives("STS.one", time.GetUtcNow() + Hour);
        Assert.Equal("STS.one", (await upstream.CurrentAsync()).AccessKeyId);
    }
}

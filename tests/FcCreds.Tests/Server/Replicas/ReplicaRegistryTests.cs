using FcCreds.Core.Time;
using FcCreds.Server;
using FcCreds.Server.Replicas;
using FcCreds.Storage;
using FcCreds.Storage.S3.Alone;
using FcCreds.Tests.Storage.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Server.Replicas;

public sealed class ReplicaRegistryTests : IDisposable
{
    private readonly TestStore data = new();
    private bool firstAnswers = true;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Replica_is_listed_while_it_lives_and_gone_when_it_stops()
    {
        await using var store = await data.OpenAsync();
        await using var first = Registry(store.Documents);
        await first.JoinAsync(new("http://10.0.0.1:8280/"), ["aaaa"], canShare: true, Ct);
        await using (var second = Registry(store.Documents))
        {
            data.Monotonic.Advance(TimeSpan.FromSeconds(1));
            await second.JoinAsync(new("http://10.0.0.2:8280/"), ["aaaa"], canShare: true, Ct);
            Assert.Equal(["http://10.0.0.1:8280", "http://10.0.0.2:8280"], (await second.ListAsync(Ct)).Select(replica => replica.Url));
        }
        Assert.Equal([first.Id], (await first.ListAsync(Ct)).Select(replica => replica.Id));
    }

    [Fact]
    public async Task Who_was_alone_notices_before_the_one_who_joins_is_through()
    {
        await using var store = await data.OpenAsync();
        var alone = new SoleUse(data.Monotonic);
        await using var first = Registry(store.Documents, alone);
        await first.JoinAsync(new("http://10.0.0.1:8280/"), ["aaaa"], canShare: true, Ct);
        Assert.NotNull(alone.Term);

        var other = new SoleUse(data.Monotonic);
        await using var second = Registry(store.Documents, other);
        var joining = second.JoinAsync(new("http://10.0.0.2:8280/"), ["aaaa"], canShare: true, Ct);
        // As somebody does who does not even look any more.
        while (!joining.IsCompleted)
        {
            data.Monotonic.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        await joining;
        Assert.Equal((null, null), (alone.Term, other.Term));
    }

    [Fact]
    public async Task Replica_that_was_killed_is_forgotten_once_it_was_silent_long_enough()
    {
        await using var store = await data.OpenAsync();
        // A killed process neither signs nor signs off.
        await store.Documents.PutAsync("replicas/killed", System.Text.Encoding.UTF8.GetBytes($$"""{"id":"killed","url":"http://10.0.0.9:8280","startedAt":"{{data.Monotonic.GetUtcNow():O}}","seenAt":"{{data.Monotonic.GetUtcNow():O}}"}"""), Precondition.Any, Ct);
        await using var other = Registry(store.Documents);
        Assert.Equal(["killed"], (await other.ListAsync(Ct)).Select(replica => replica.Id));
        data.Monotonic.Advance(ReplicaRegistry.Silence);
        Assert.Empty(await other.ListAsync(Ct));
        Assert.Null(await store.Documents.FindAsync("replicas/killed", Ct));
    }

    [Fact]
    public async Task Second_server_on_a_store_that_cannot_be_shared_does_not_start()
    {
        await using var store = await data.OpenAsync();
        await using var first = Registry(store.Documents);
        await first.JoinAsync(new("http://10.0.0.1:8280/"), ["aaaa"], canShare: false, Ct);
        await using var second = Registry(store.Documents);
        var refused = await Assert.ThrowsAsync<StartFailure>(() => second.JoinAsync(new("http://10.0.0.2:8280/"), ["aaaa"], canShare: false, Ct));
        Assert.Contains("http://10.0.0.1:8280 uses the same buckets and cannot be told apart", refused.Message, StringComparison.Ordinal);
        Assert.Single(await first.ListAsync(Ct));
    }

    [Fact]
    public async Task Second_server_with_other_sealing_keys_does_not_start_while_the_first_answers()
    {
        await using var store = await data.OpenAsync();
        await using var first = Registry(store.Documents);
        await first.JoinAsync(new("http://10.0.0.1:8280/"), ["aaaa", "bbbb"], canShare: true, Ct);
        await using var stranger = Registry(store.Documents);
        Assert.Contains("FCCREDS_SEALING_KEYS", (await Assert.ThrowsAsync<StartFailure>(() => stranger.JoinAsync(new("http://10.0.0.2:8280/"), ["cccc"], canShare: true, Ct))).Message, StringComparison.Ordinal);
        // In the middle of a rotation the rings of two servers differ in part.
        data.Monotonic.Advance(TimeSpan.FromSeconds(1));
        await using var rotated = Registry(store.Documents);
        await rotated.JoinAsync(new("http://10.0.0.2:8280/"), ["bbbb", "cccc"], canShare: true, Ct);

        firstAnswers = false;
        data.Monotonic.Advance(TimeSpan.FromSeconds(1));
        await using var heir = Registry(store.Documents);
        await heir.JoinAsync(new("http://10.0.0.3:8280/"), ["cccc"], canShare: true, Ct);
        Assert.Equal([rotated.Id, heir.Id], (await heir.ListAsync(Ct)).Select(replica => replica.Id));
    }

    private ReplicaRegistry Registry(IDocumentStore documents, SoleUse? alone = null)
        => new(documents, (replica, _) => Task.FromResult(firstAnswers || replica.Url != "http://10.0.0.1:8280"), alone, new Clocks(new ShiftableTimeProvider(data.Wire), new ShiftableTimeProvider(data.Wire), data.Monotonic), NullLogger<ReplicaRegistry>.Instance);
}

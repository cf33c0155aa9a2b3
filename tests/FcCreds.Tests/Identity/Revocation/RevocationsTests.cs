using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Revocation;
using FcCreds.Storage.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Identity.Revocation;

public sealed class RevocationsTests : IAsyncLifetime
{
    private readonly Clocks clocks = Clocks.System();
    private readonly List<Revocations> open = [];
    private EmbeddedStore? store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = clocks }, Ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open) await one.DisposeAsync();
        await store!.DisposeAsync();
    }

    [Fact]
    public async Task Role_is_revoked_up_to_now_and_what_comes_later_is_good()
    {
        var (revocations, ended) = Start();
        var before = Issue();
        await revocations.RevokeRoleAsync(Given.AccountId, "orders", Ct);
        Assert.Equal(CallerVerdict.RevokedToken, ended.Of(before));
        clocks.Life.Shift = TimeSpan.FromSeconds(2);
        Assert.Null(ended.Of(Issue()));
        Assert.Equal(CallerVerdict.RevokedToken, ended.Of(before));
    }

    [Fact]
    public async Task Another_server_knows_at_its_next_look_and_the_next_start_from_the_beginning()
    {
        var ((one, _), (other, endedThere)) = (Start(), Start());
        var (first, second, alive) = (Issue(), Issue(), Issue());
        await one.RevokeAsync(first.SessionId, Ct);
        Assert.Null(endedThere.Of(first));
        await other.LookAsync(Ct);
        Assert.Equal(CallerVerdict.RevokedToken, endedThere.Of(first));

        // The first server's view is old by now: nothing of the other's is lost.
        await other.ExpireAsync(second.AccessKeyId, Ct);
        await one.RevokeRoleAsync(Given.AccountId, "next", Ct);
        var (started, known) = Start();
        await started.LookAsync(Ct);
        Assert.Equal((CallerVerdict.RevokedToken, CallerVerdict.ExpiredToken, null), (known.Of(first), known.Of(second), known.Of(alive)));
    }

    [Fact]
    public async Task Changes_at_once_are_all_made()
    {
        var ((one, _), (other, ended)) = (Start(), Start());
        var sessions = Enumerable.Range(0, 30).Select(_ => Issue()).ToList();
        await Parallel.ForAsync(0, sessions.Count, Ct, async (n, ct) => await (n % 2 == 0 ? one : other).RevokeAsync(sessions[n].SessionId, ct));
        await other.LookAsync(Ct);
        Assert.All(sessions, session => Assert.Equal(CallerVerdict.RevokedToken, ended.Of(session)));
    }

    [Fact]
    public async Task What_no_token_can_mean_any_more_is_forgotten()
    {
        var (revocations, ended) = Start();
        await revocations.RevokeAsync(Issue().SessionId, Ct);
        clocks.Life.Shift = TimeSpan.FromHours(37);
        var last = Issue();
        await revocations.RevokeAsync(last.SessionId, Ct);
        Assert.Equal([last.SessionId], ended.State.Sessions.Keys);
    }

    [Fact]
    public async Task Role_that_is_not_there_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<ServiceException>(() => Start().Revocations.RevokeRoleAsync(Given.AccountId, "nobody", Ct));
        Assert.Equal("EntityNotExist.Role", refused.Error.Code);
    }

    private (Revocations Revocations, EndedSessions Ended) Start()
    {
        var ended = new EndedSessions();
        var revocations = new Revocations(ended, store!.Documents, Given.Directory(), clocks, NullLogger<Revocations>.Instance);
        open.Add(revocations);
        return (revocations, ended);
    }

    private SessionClaims Issue()
    {
        var issuer = new SessionIssuer(SealingKeyRing.Ephemeral(), clocks, new IdSource(clocks.Wire), new Journal(clocks.Wire));
        return issuer.Issue(new()
        {
            Role = Given.Directory().FindRole(Given.AccountId, "orders")!,
            RoleSessionName = "s",
            Duration = TimeSpan.FromHours(1),
            Scope = SessionScope.Shared,
            IssuedTo = "test",
        }).Claims;
    }
}

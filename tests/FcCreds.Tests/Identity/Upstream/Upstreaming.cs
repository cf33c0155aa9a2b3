using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Signing;
using FcCreds.Core.Time;
using FcCreds.Identity.Upstream;

namespace FcCreds.Tests.Identity.Upstream;

/// <summary>A server's upstream role, with a clock that stands still.</summary>
internal sealed class Upstreaming : IAsyncDisposable
{
    private readonly Journal journal;
    private readonly UpstreamRole role;

    public Upstreaming(Uri endpoint, ManualTimeProvider time, SigningKey? key = null)
        : this(endpoint, time, new UpstreamKey(key ?? new("LTAIalice", new("alice-secret"))))
    {
    }

    public Upstreaming(Uri endpoint, ManualTimeProvider time, UpstreamIdentity identity, string? roleArn = null)
    {
        Time = time;
        journal = new(new ShiftableTimeProvider(time));
        var options = new UpstreamOptions { Endpoint = endpoint, RoleArn = roleArn ?? $"acs:ram::{Given.AccountId}:role/open", Identity = identity };
        role = new(options, new(options, new IdSource(time), time), journal, time);
    }

    public ManualTimeProvider Time { get; }

    public IReadOnlyList<JournalEvent> Journal => journal.Read(new());

    public Task<UpstreamCredentials> CurrentAsync() => role.CurrentAsync(TestContext.Current.CancellationToken);

    public async Task<string> RefusalAsync()
    {
        var refused = await Assert.ThrowsAsync<FcCreds.Core.Errors.ServiceException>(CurrentAsync);
        return $"{refused.Error.Code}: {refused.Message}";
    }

    public async ValueTask DisposeAsync()
    {
        await role.DisposeAsync();
        await journal.DisposeAsync();
    }
}

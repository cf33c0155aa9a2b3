using System.Text.Json;
using FcCreds.Core.Callers;
using FcCreds.Core.Time;
using FcCreds.Identity.Delivery;
using FcCreds.Identity.Rpc;
using FcCreds.Storage;
using Microsoft.Extensions.Logging;

namespace FcCreds.Identity.Revocation;

/// <summary>
/// Ends sessions: first in the store's document <c>revocations</c>, so that a restart and every other server know it, then in the
/// <see cref="EndedSessions"/> that requests are checked against. The cloud itself can only void a role's tokens by taking its
/// policies or the role away; ending single sessions, or a role's up to a moment, is FcCreds' own.
/// </summary>
internal sealed class Revocations : IAsyncDisposable
{
    private const string Name = "revocations";
    private const int MaxAttempts = 32;

    /// <summary>No token lives longer: Function Compute's have 36 hours.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(36);

    private readonly EndedSessions ended;
    private readonly IDocumentStore documents;
    private readonly IPrincipalDirectory directory;
    private readonly Clocks clocks;
    private readonly SemaphoreSlim gate = new(1);
    private readonly Lookout lookout;
    private long? revision;

    public Revocations(EndedSessions ended, IDocumentStore documents, IPrincipalDirectory directory, Clocks clocks, ILogger<Revocations> log)
    {
        (this.ended, this.documents, this.directory, this.clocks) = (ended, documents, directory, clocks);
        lookout = new("the look for revocations", LookAsync, clocks, log);
    }

    /// <summary>From now on the session's token counts as past its end.</summary>
    public Task ExpireAsync(string sessionOrAccessKeyId, CancellationToken ct) => EndAsync(sessionOrAccessKeyId, CallerVerdict.ExpiredToken, ct);

    /// <summary>From now on the session's token counts as taken back.</summary>
    public Task RevokeAsync(string sessionOrAccessKeyId, CancellationToken ct) => EndAsync(sessionOrAccessKeyId, CallerVerdict.RevokedToken, ct);

    /// <summary>Every token of the role that was issued up to this second is taken back.</summary>
    public Task RevokeRoleAsync(string accountId, string roleName, CancellationToken ct)
    {
        var role = directory.FindRole(accountId, roleName) ?? throw DeliveredSessions.NoSuchRole.Saying($"Account {accountId} has no role {roleName}.");
        return ChangeAsync(state => state.WithRole(role.RoleId, clocks.Life.GetUtcNow()), ct);
    }

    /// <summary>Takes over what other servers have ended.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await ReadAsync(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await lookout.DisposeAsync();
        gate.Dispose();
    }

    private Task EndAsync(string id, CallerVerdict verdict, CancellationToken ct)
        => ChangeAsync(state => state.With(id, verdict, clocks.Life.GetUtcNow() + LongestLife), ct);

    private async Task ChangeAsync(Func<EndedState, EndedState> change, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                var after = change(ended.State.At(clocks.Life.GetUtcNow()));
                var precondition = revision is { } known ? Precondition.AtRevision(known) : Precondition.Absent;
                var content = JsonSerializer.SerializeToUtf8Bytes(after, RevocationJson.Default.EndedState);
                if (await documents.PutAsync(Name, content, precondition, ct) is { } written)
                {
                    (revision, ended.State) = (written, after);
                    return;
                }
                await ReadAsync(ct);
            }
            throw RpcErrors.ServiceUnavailable.With();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        if (await documents.FindAsync(Name, ct) is not { } document || document.Revision == revision) return;
        (revision, ended.State) = (document.Revision, JsonSerializer.Deserialize(document.Content.Span, RevocationJson.Default.EndedState)!);
    }
}

using System.Text.Json;
using FcCreds.Core.Time;
using FcCreds.Storage;

namespace FcCreds.Fc.Async;

/// <summary>
/// Accepted invocations in the document store. Where several servers share it, one runs an invocation while it holds its lease; a lease
/// that is not renewed ends, and another server takes the invocation over: at least once is the promise, as in the cloud.
/// </summary>
/// <param name="documents">Keeps everything.</param>
/// <param name="isShared">Without others there is nobody to lease from.</param>
/// <param name="clocks">Leases run on the monotonic clock's time of day, which nobody shifts.</param>
internal sealed class AsyncStore(IDocumentStore documents, bool isShared, Clocks clocks)
{
    public const string Prefix = "async/invocations/";

    /// <summary>A killed server's invocations are run elsewhere after this.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    private const string Leases = "async/leases/";

    private readonly string owner = Guid.NewGuid().ToString("N");

    public bool IsShared => isShared;

    public async Task<IReadOnlyList<AsyncInvocation>> ListAsync(CancellationToken ct)
        => [.. (await documents.ListAsync(Prefix, ct)).Select(document => JsonSerializer.Deserialize(document.Content.Span, AsyncJson.Default.AsyncInvocation)!)];

    public async Task<AsyncInvocation?> FindAsync(string requestId, CancellationToken ct)
        => await documents.FindAsync(Prefix + requestId, ct) is { } document ? JsonSerializer.Deserialize(document.Content.Span, AsyncJson.Default.AsyncInvocation) : null;

    public async Task PutAsync(AsyncInvocation invocation, CancellationToken ct)
        => await documents.PutAsync(invocation.Document, JsonSerializer.SerializeToUtf8Bytes(invocation, AsyncJson.Default.AsyncInvocation), Precondition.Any, ct);

    /// <summary>Nobody runs it any more.</summary>
    public async Task RemoveAsync(AsyncInvocation invocation, CancellationToken ct)
    {
        await documents.DeleteAsync(invocation.Document, Precondition.Any, ct);
        await ReleaseAsync(invocation, ct);
    }

    /// <summary>False when another server runs it.</summary>
    public async Task<bool> LeaseAsync(AsyncInvocation invocation, CancellationToken ct)
    {
        if (!isShared) return true;
        var held = await documents.FindAsync(Leases + invocation.RequestId, ct);
        var lease = held is null ? null : JsonSerializer.Deserialize(held.Content.Span, AsyncJson.Default.AsyncLease);
        if (lease is not null && lease.Owner != owner && lease.Until > clocks.Monotonic.GetUtcNow()) return false;
        return await documents.PutAsync(Leases + invocation.RequestId, Lease(), held is null ? Precondition.Absent : Precondition.AtRevision(held.Revision), ct) is not null;
    }

    /// <summary>Of one that this server runs; a lease that is gone stays so.</summary>
    public async Task RenewAsync(AsyncInvocation invocation, CancellationToken ct)
    {
        if (!isShared || await documents.FindAsync(Leases + invocation.RequestId, ct) is not { } held) return;
        if (JsonSerializer.Deserialize(held.Content.Span, AsyncJson.Default.AsyncLease)!.Owner != owner) return;
        await documents.PutAsync(held.Name, Lease(), Precondition.AtRevision(held.Revision), ct);
    }

    public async Task ReleaseAsync(AsyncInvocation invocation, CancellationToken ct)
    {
        if (isShared) await documents.DeleteAsync(Leases + invocation.RequestId, Precondition.Any, ct);
    }

    private byte[] Lease() => JsonSerializer.SerializeToUtf8Bytes(new AsyncLease(owner, clocks.Monotonic.GetUtcNow() + LeaseTime), AsyncJson.Default.AsyncLease);
}

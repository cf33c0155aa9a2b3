using System.Text.Json;
using FcCreds.Core.Time;
using FcCreds.Storage;
using FcCreds.Storage.S3.Alone;
using Microsoft.Extensions.Logging;

namespace FcCreds.Server.Replicas;

/// <summary>
/// Who else serves from this store: each server writes itself into a document <c>replicas/{id}</c> every few seconds and takes it away
/// when it stops. One that was killed is forgotten after <see cref="Silence"/>. The machines' clocks must agree as signatures want it.
/// </summary>
/// <param name="documents">Of the store that they share.</param>
/// <param name="answers">Whether another one does.</param>
/// <param name="alone">To be told while nobody else is there; null for a store that does not care.</param>
/// <param name="clocks">The monotonic one counts.</param>
/// <param name="log">Hears of signs that could not be written.</param>
internal sealed partial class ReplicaRegistry(
    IDocumentStore documents, Func<Replica, CancellationToken, Task<bool>> answers, SoleUse? alone, Clocks clocks, ILogger<ReplicaRegistry> log) : IAsyncDisposable
{
    public const string Path = "/_fccreds/replicas";
    public const string LookPath = "/_fccreds/replicas/look";
    public const string SettlePath = "/_fccreds/replicas/settle";

    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BetweenLooks = SoleUse.Trust / 2;

    private Replica self = new() { Id = Guid.NewGuid().ToString("N"), Url = "", StartedAt = default, SeenAt = default };
    private Lookout? signs;
    private Lookout? looks;

    public string Id => self.Id;

    /// <summary>Writes this server down, once it is known where it listens.</summary>
    /// <param name="url">Where the others reach it.</param>
    /// <param name="sealingKeyIds">What it opens with.</param>
    /// <param name="canShare">Whether the store can keep two servers' changes of one document apart.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="StartFailure">There is another, and the two would not be one.</exception>
    public async Task JoinAsync(Uri url, IReadOnlyList<string> sealingKeyIds, bool canShare, CancellationToken ct)
    {
        foreach (var other in await ListAsync(ct))
        {
            var objection = canShare
                ? other.SealingKeyIds.Intersect(sealingKeyIds).Any() ? null : "has other sealing keys: each would refuse the other's tokens. Give both the same FCCREDS_SEALING_KEYS"
                : "cannot be told apart by this S3 server, which knows no conditional PUT: two servers would lose each other's changes. Stop it";
            if (objection is null) continue;
            if (await answers(other, ct)) throw new StartFailure($"The server at {other.Url} uses the same buckets and {objection}, or give this one an --s3-bucket-prefix of its own.");
            // It was killed, and its sign of life is younger than its death.
            await documents.DeleteAsync($"replicas/{other.Id}", Precondition.Any, ct);
        }
        var now = clocks.Monotonic.GetUtcNow();
        self = self with { Url = url.GetLeftPart(UriPartial.Authority), SealingKeyIds = sealingKeyIds, StartedAt = now, SeenAt = now };
        await WriteAsync(ct);
        signs = new("the sign of life for other servers", SignAsync, clocks, log, BetweenSigns);
        if (alone is null) return;
        // Whoever believed to be alone learns of this one before anything is changed here.
        if ((await ListAsync(ct)).Any(replica => replica.Id != Id)) await Task.Delay(SoleUse.Notice, clocks.Monotonic, ct);
        await LookAsync(ct);
        looks = new("the look for other servers", LookAsync, clocks, log, BetweenLooks);
    }

    /// <summary>Those that live, this one among them if it has joined, in the order of their starts.</summary>
    public async Task<IReadOnlyList<Replica>> ListAsync(CancellationToken ct)
    {
        var now = clocks.Monotonic.GetUtcNow();
        var living = new List<Replica>();
        foreach (var document in await documents.ListAsync("replicas/", ct))
        {
            var replica = JsonSerializer.Deserialize(document.Content.Span, ReplicaJson.Default.Replica)!;
            if (now - replica.SeenAt < Silence) living.Add(replica);
            // Nobody else tidies up after one that was killed.
            else await documents.DeleteAsync(document.Name, Precondition.AtRevision(document.Revision), ct);
        }
        return [.. living.OrderBy(replica => replica.StartedAt).ThenBy(replica => replica.Id, StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        if (looks is not null) await looks.DisposeAsync();
        if (signs is null) return;
        await signs.DisposeAsync();
        try
        {
            await documents.DeleteAsync(Name, Precondition.Any, CancellationToken.None);
        }
        catch (StoreUnavailableException away)
        {
            Log.NotWritten(log, away.Message);
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var began = alone!.Begin();
        var others = (await ListAsync(ct)).Any(replica => replica.Id != Id);
        alone.Found(began, others);
    }

    private string Name => $"replicas/{self.Id}";

    private Task SignAsync(CancellationToken ct)
    {
        self = self with { SeenAt = clocks.Monotonic.GetUtcNow() };
        return WriteAsync(ct);
    }

    private async Task WriteAsync(CancellationToken ct)
        => await documents.PutAsync(Name, JsonSerializer.SerializeToUtf8Bytes(self, ReplicaJson.Default.Replica), Precondition.Any, ct);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "This server could not write itself down among the replicas: {Cause}")]
        public static partial void NotWritten(ILogger log, string cause);
    }
}

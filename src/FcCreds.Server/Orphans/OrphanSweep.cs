using System.Globalization;
using System.Text;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Fc.Code;
using FcCreds.Oss.Multipart;
using FcCreds.Storage;
using FcCreds.Storage.S3.Orphans;
using Microsoft.Extensions.Logging;

namespace FcCreds.Server.Orphans;

/// <summary>
/// Removes what operations left in the store that never ended: at each start, every hour, and by order. Where servers share a store each
/// of them does, but for the records of facts, which one of them looks through once a day, for that lists every object.
/// </summary>
internal sealed partial class OrphanSweep : IAsyncDisposable
{
    public const string Path = "/_fccreds/orphans";

    /// <summary>What another server left counts as left when it is older than this and that server gives no sign of life.</summary>
    public static readonly TimeSpan DefaultAge = TimeSpan.FromHours(1);

    private const string RecordsDocument = "orphans/records-swept";

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenRecordSweeps = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(20);

    private readonly IObjectStore store;
    private readonly S3Orphans? backend;
    private readonly OrphanedPackages packages;
    private readonly Clocks clocks;
    private readonly IJournal journal;
    private readonly ILogger<OrphanSweep> log;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lookout? signs;
    private Lookout? sweeps;
    private Task first = Task.CompletedTask;

    /// <param name="store">Swept.</param>
    /// <param name="backend">Of a store on an S3 server.</param>
    /// <param name="packages">Of functions.</param>
    /// <param name="clocks">For the times between sweeps, and the wire clock dates packages; other ages are the S3 server's.</param>
    /// <param name="journal">Hears of what was removed.</param>
    /// <param name="log">Hears of failures.</param>
    public OrphanSweep(IObjectStore store, S3Orphans? backend, OrphanedPackages packages, Clocks clocks, IJournal journal, ILogger<OrphanSweep> log)
    {
        (this.store, this.backend, this.packages, this.clocks, this.journal, this.log) = (store, backend, packages, clocks, journal, log);
        if (backend is not null) signs = new("the sign of life on the S3 server", backend.SignAsync, clocks, log, BetweenSigns);
    }

    /// <summary>Sweeps, and goes on doing so; the first time in the background, for the server needs none of it.</summary>
    public void Start()
    {
        first = FirstAsync(stopping.Token);
        sweeps = new("the sweep of what unfinished operations left", SweepAsync, clocks, log, BetweenSweeps);
    }

    /// <summary>By order: everything, whoever did it last.</summary>
    public Task<IReadOnlyList<Orphan>> SweepAsync(TimeSpan age, CancellationToken ct) => SweepAsync(age, alsoRecords: true, ct);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await first;
        if (sweeps is not null) await sweeps.DisposeAsync();
        if (signs is not null) await signs.DisposeAsync();
        stopping.Dispose();
    }

    private async Task FirstAsync(CancellationToken ct)
    {
        try
        {
            await SweepAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            Log.NotSwept(log, failure);
        }
    }

    private async Task SweepAsync(CancellationToken ct) => await SweepAsync(DefaultAge, backend is not null && await IsTurnForRecordsAsync(ct), ct);

    private async Task<IReadOnlyList<Orphan>> SweepAsync(TimeSpan age, bool alsoRecords, CancellationToken ct)
    {
        var removed = new List<Orphan>(await OrphanedParts.SweepAsync(store, ct));
        removed.AddRange(await packages.SweepAsync(clocks.Wire.GetUtcNow() - age, ct));
        if (backend is not null) removed.AddRange(await backend.SweepAsync(age, alsoRecords, ct));
        foreach (var kind in removed.GroupBy(orphan => orphan.Kind))
            journal.Append(new JournalNote { Kind = "orphans", Message = $"Of operations that never ended were left and are removed: {kind.Count()} × {kind.Key}." });
        return removed;
    }

    /// <summary>Whether the last time is long enough ago; of several servers that ask, one is told so.</summary>
    private async Task<bool> IsTurnForRecordsAsync(CancellationToken ct)
    {
        var now = clocks.Monotonic.GetUtcNow();
        var last = await store.Documents.FindAsync(RecordsDocument, ct);
        if (last is not null && DateTimeOffset.TryParse(Encoding.ASCII.GetString(last.Content.Span), CultureInfo.InvariantCulture, out var time) && now - time < BetweenRecordSweeps) return false;
        var turn = last is null ? Precondition.Absent : Precondition.AtRevision(last.Revision);
        return await store.Documents.PutAsync(RecordsDocument, Encoding.ASCII.GetBytes(now.ToString("O", CultureInfo.InvariantCulture)), turn, ct) is not null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What unfinished operations left could not be swept at the start; it is tried again within the hour")]
        public static partial void NotSwept(ILogger log, Exception failure);
    }
}

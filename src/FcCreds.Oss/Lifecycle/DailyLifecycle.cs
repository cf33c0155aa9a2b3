using System.Globalization;
using System.Text;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Storage;

namespace FcCreds.Oss.Lifecycle;

/// <summary>
/// Runs lifecycles once for each day of the life clock. Of several servers on one store the first to write the day down does it; one
/// that dies over it leaves the rest for the next day, when all of it is still due.
/// </summary>
internal sealed class DailyLifecycle : IAsyncDisposable
{
    private const string DayDocument = "lifecycle/day";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly LifecycleRun run;
    private readonly IDocumentStore documents;
    private readonly Clocks clocks;
    private readonly IJournal journal;
    private readonly Func<IEnumerable<string>> accountIds;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task looking;

    /// <param name="accountIds">Whose buckets there may be, as of the time of a run.</param>
    public DailyLifecycle(IObjectStore store, Clocks clocks, IJournal journal, Func<IEnumerable<string>> accountIds)
    {
        (documents, this.clocks, this.journal, this.accountIds) = (store.Documents, clocks, journal, accountIds);
        run = new(store, clocks, journal);
        looking = LookAsync(stopping.Token);
    }

    /// <summary>By order, whatever the day.</summary>
    public Task<IReadOnlyList<LifecycleReport>> RunNowAsync(CancellationToken ct) => run.RunAsync(accountIds(), ct);

    /// <summary>True when it was for this server to run them.</summary>
    public async Task<bool> RunIfItIsANewDayAsync(CancellationToken ct)
    {
        try
        {
            var today = Encoding.ASCII.GetBytes(clocks.Life.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            var kept = await documents.FindAsync(DayDocument, ct);
            if (kept is not null && kept.Content.Span.SequenceEqual(today)) return false;
            var isOurs = await documents.PutAsync(DayDocument, today, kept is null ? Precondition.Absent : Precondition.AtRevision(kept.Revision), ct) is not null;
            if (isOurs) await RunNowAsync(ct);
            return isOurs;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // A store that is away for a while must not end the looking.
            journal.Append(new JournalNote { Kind = "lifecycle", Message = $"The lifecycle run failed: {fault.Message}" });
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await looking;
        stopping.Dispose();
    }

    private async Task LookAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(BetweenLooks, clocks.Monotonic);
        try
        {
            while (await timer.WaitForNextTickAsync(ct)) await RunIfItIsANewDayAsync(ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The server stops, and what was under way with it.
        }
    }
}

using FcCreds.Core.Time;
using Microsoft.Extensions.Logging;

namespace FcCreds.Storage;

/// <summary>
/// Does something again and again until it is stopped, mostly a look once a second for what other servers on the same store have changed.
/// A failure is told and not the end: when the store is away the last known state goes on serving, and a moment's silence locks nobody out.
/// </summary>
internal sealed partial class Lookout : IAsyncDisposable
{
    /// <summary>Another server's change is in force here after this and the time of one read.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task looking;

    /// <param name="what">What could not be done when it fails, for the log.</param>
    /// <param name="look">Done each time, never twice at once.</param>
    /// <param name="clocks">Whose monotonic clock counts.</param>
    /// <param name="log">Hears of failures.</param>
    /// <param name="period">Between two times; null for <see cref="BetweenLooks"/>.</param>
    public Lookout(string what, Func<CancellationToken, Task> look, Clocks clocks, ILogger log, TimeSpan? period = null)
        => looking = KeepLookingAsync(what, look, period ?? BetweenLooks, clocks, log, stopping.Token);

    /// <summary>Again does nothing: who stops first need not know who comes after.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        await looking;
        stopping.Dispose();
    }

    private static async Task KeepLookingAsync(string what, Func<CancellationToken, Task> look, TimeSpan period, Clocks clocks, ILogger log, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(period, clocks.Monotonic);
        while (true)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(ct)) return;
                await look(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.NotSeen(log, failure, what);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{What} failed and is tried again; until then the last known state is served")]
        public static partial void NotSeen(ILogger log, Exception failure, string what);
    }
}

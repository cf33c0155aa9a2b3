using FcCreds.Core.Time;
using Microsoft.Extensions.Logging;

namespace FcCreds.Storage;

/// <summary>
/// Looks once a second for what other servers on the same store have changed. When the store is away the last known state goes on
/// serving: a moment's silence must not lock everybody out.
/// </summary>
internal sealed partial class Lookout : IAsyncDisposable
{
    /// <summary>Another server's change is in force here after this and the time of one read.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task looking;

    public Lookout(string what, Func<CancellationToken, Task> look, Clocks clocks, ILogger log) => looking = KeepLookingAsync(what, look, clocks, log, stopping.Token);

    /// <summary>Again does nothing: who stops first need not know who comes after.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        await looking;
        stopping.Dispose();
    }

    private static async Task KeepLookingAsync(string what, Func<CancellationToken, Task> look, Clocks clocks, ILogger log, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(BetweenLooks, clocks.Monotonic);
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
        [LoggerMessage(LogLevel.Warning, "{What} of other servers could not be read; the last known state is served")]
        public static partial void NotSeen(ILogger log, Exception failure, string what);
    }
}

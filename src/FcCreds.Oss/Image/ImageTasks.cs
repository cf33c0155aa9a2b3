using System.Collections.Concurrent;
using FcCreds.Core.Errors;
using FcCreds.Core.Time;
using FcCreds.Storage;

namespace FcCreds.Oss.Image;

/// <summary>
/// What AsyncProcessObject has started. Each task's end is in the journal, under its request. Closing lets them finish for a while; they
/// are not kept over a restart.
/// </summary>
internal sealed class ImageTasks(Clocks clocks) : IAsyncDisposable
{
    private const string Kind = "async-process";
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource end = new();

    /// <summary>Others wait before they have read their image.</summary>
    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);

    /// <summary>Its id; the permissions have been checked.</summary>
    public string Start(SavedProcess process, OssCall call)
    {
        var taskId = $"ImageProcess-{Guid.NewGuid()}";
        var own = call.Detached();
        var started = new TaskCompletionSource();
        running[taskId] = RunAsync();
        started.SetResult();
        return taskId;

        async Task RunAsync()
        {
            await started.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await WorkAsync(taskId, process, own);
            running.TryRemove(taskId, out _);
        }
    }

    /// <summary>Ends when nothing runs.</summary>
    public async Task WhenIdleAsync()
    {
        while (!running.IsEmpty) await Task.WhenAll(running.Values);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await WhenIdleAsync().WaitAsync(PatienceAtTheEnd, clocks.Monotonic);
        }
        catch (TimeoutException)
        {
            await end.CancelAsync();
            await WhenIdleAsync();
        }
        end.Dispose();
        turns.Dispose();
    }

    private async Task<ObjectVersion> InTurnAsync(Func<ValueTask<ObjectVersion>> run)
    {
        await turns.WaitAsync(end.Token);
        try
        {
            return await run();
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task WorkAsync(string taskId, SavedProcess process, OssCall call)
    {
        try
        {
            var version = await InTurnAsync(() => process.RunAsync(call, end.Token));
            call.Note(Kind, $"{taskId}: {call.Name} was processed and saved as {version.Name}, {version.Length} bytes.");
        }
        catch (ServiceException refused)
        {
            call.Note(Kind, $"{taskId}: processing {call.Name} failed: {refused.Error.Code}: {refused.Message}");
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            call.Note(Kind, $"{taskId}: processing {call.Name} was ended by the server's end.");
        }
        catch (Exception broken)
        {
            // Nobody waits for it: the journal is where a failure can be seen at all.
            call.Note(Kind, $"{taskId}: processing {call.Name} failed: {broken.Message}");
        }
    }
}

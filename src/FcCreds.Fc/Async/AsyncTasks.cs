using System.Text;
using System.Text.Json;
using FcCreds.Core.Time;
using FcCreds.Storage;

namespace FcCreds.Fc.Async;

/// <summary>The tasks of all functions, one document each; kept for seven days after their end.</summary>
internal sealed class AsyncTasks(IDocumentStore documents, Clocks clocks)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public async Task<AsyncTask?> FindAsync(string accountId, string functionName, string taskId, CancellationToken ct)
        => await documents.FindAsync(Name(accountId, functionName, taskId), ct) is { } document && Read(document) is var task && !IsPast(task) ? task : null;

    public async Task<IReadOnlyList<AsyncTask>> ListAsync(string accountId, string functionName, CancellationToken ct)
    {
        var tasks = new List<AsyncTask>();
        foreach (var document in await documents.ListAsync(Folder(accountId, functionName), ct))
        {
            var task = Read(document);
            if (IsPast(task)) await documents.DeleteAsync(document.Name, Precondition.AtRevision(document.Revision), ct);
            else tasks.Add(task);
        }
        return tasks;
    }

    /// <summary>False when the function has a task of that id.</summary>
    public async Task<bool> AddAsync(AsyncInvocation invocation, string functionArn, CancellationToken ct)
    {
        var task = new AsyncTask
        {
            TaskId = invocation.TaskId!,
            FunctionArn = functionArn,
            Qualifier = invocation.Qualifier,
            RequestId = invocation.RequestId,
            Status = AsyncTaskStatus.Enqueued,
            StartedTime = invocation.EnqueuedAt.ToUnixTimeMilliseconds(),
            TaskPayload = Encoding.UTF8.GetString(invocation.Event),
        }.In(AsyncTaskStatus.Enqueued, invocation.EnqueuedAt);
        var name = Name(invocation.AccountId, invocation.FunctionName, task.TaskId);
        if (await documents.FindAsync(name, ct) is { } there && IsPast(Read(there))) await documents.DeleteAsync(name, Precondition.AtRevision(there.Revision), ct);
        return await documents.PutAsync(name, Write(task), Precondition.Absent, ct) is not null;
    }

    /// <summary>Changes the invocation's task, if it is one, unless it is over.</summary>
    public async Task<AsyncTask?> ChangeAsync(AsyncInvocation invocation, Func<AsyncTask, AsyncTask> change, CancellationToken ct)
    {
        if (invocation.TaskId is not { } taskId) return null;
        var name = Name(invocation.AccountId, invocation.FunctionName, taskId);
        while (await documents.FindAsync(name, ct) is { } document)
        {
            var task = Read(document);
            if (AsyncTaskStatus.IsOver(task.Status)) return task;
            var changed = change(task);
            if (await documents.PutAsync(name, Write(changed), Precondition.AtRevision(document.Revision), ct) is not null) return changed;
        }
        return null;
    }

    private bool IsPast(AsyncTask task) => task.EndTime is { } end && clocks.Life.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(end) > Kept;

    private static string Folder(string accountId, string functionName) => $"async/tasks/{accountId}/{functionName}/";

    private static string Name(string accountId, string functionName, string taskId) => Folder(accountId, functionName) + taskId;

    private static AsyncTask Read(Document document) => JsonSerializer.Deserialize(document.Content.Span, AsyncJson.Default.AsyncTask)!;

    private static byte[] Write(AsyncTask task) => JsonSerializer.SerializeToUtf8Bytes(task, AsyncJson.Default.AsyncTask);
}

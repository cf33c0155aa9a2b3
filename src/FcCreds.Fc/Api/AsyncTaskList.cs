using System.Globalization;
using FcCreds.Fc.Async;

namespace FcCreds.Fc.Api;

/// <summary>ListAsyncTasks, GetAsyncTask, StopAsyncTask.</summary>
internal static class AsyncTaskList
{
    public static async Task ListAsync(FcCall call)
    {
        var function = call.RequireFunction();
        var tasks = await call.Context.Async.Tasks.ListAsync(call.Caller.AccountId, function.Name, call.Aborted);
        var (status, begin, end) = (call.Request.QueryValue("status"), Time(call, "startedTimeBegin"), Time(call, "startedTimeEnd"));
        var isDescending = call.Request.QueryValue("sortOrderByTime") is { } order && order.Equals("desc", StringComparison.OrdinalIgnoreCase);
        var found = tasks
            .Where(task => (string.IsNullOrEmpty(status) || task.Status == status) && (begin is null || task.StartedTime >= begin) && (end is null || task.StartedTime <= end))
            .OrderBy(task => isDescending ? -task.StartedTime : task.StartedTime).ThenBy(task => task.TaskId, StringComparer.Ordinal).ToList();
        var names = found.ConvertAll(task => task.TaskId);
        var withPayload = call.Request.QueryValue("includePayload") == "true";
        var (page, next) = Paging.Of(
            call,
            found.Where(task => task.TaskId.StartsWith(call.Request.QueryValue("prefix") ?? "", StringComparison.Ordinal)).Select(task => withPayload ? task : task with { TaskPayload = null, ReturnPayload = null }),
            task => task.TaskId,
            (name, token) => names.IndexOf(name) > names.IndexOf(token));
        await call.ReplyAsync(new([.. page], next), FcJson.Readable.AsyncTaskPage);
    }

    public static async Task GetAsync(FcCall call) => await call.ReplyAsync(await RequireAsync(call), FcJson.Readable.AsyncTask);

    /// <summary>What is over stays as it is.</summary>
    public static async Task StopAsync(FcCall call)
    {
        var task = await RequireAsync(call);
        if (!AsyncTaskStatus.IsOver(task.Status)) await call.Context.Async.StopAsync(task.RequestId, call.Aborted);
        call.ReplyNothing();
    }

    private static async Task<AsyncTask> RequireAsync(FcCall call)
    {
        var (function, taskId) = (call.RequireFunction(), call.Values["{taskId}"]);
        return await call.Context.Async.Tasks.FindAsync(call.Caller.AccountId, function.Name, taskId, call.Aborted)
            ?? throw FcErrors.AsyncTaskNotFound.Saying($"task '{taskId}' does not exist in function '{function.Name}'");
    }

    private static long? Time(FcCall call, string name)
        => long.TryParse(call.Request.QueryValue(name), NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : null;
}

internal sealed record AsyncTaskPage(IReadOnlyList<AsyncTask> Tasks, string? NextToken);

using System.Text;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Image;

/// <summary>
/// "AsyncProcessObject": what ProcessObject does, after the answer. The cloud's own subjects for this are documents, video and audio,
/// which are refused by name.
/// </summary>
internal sealed class AsyncProcessObject : IOperation<AsyncProcessObject>
{
    public required SavedProcess Task { get; init; }

    public static async ValueTask<AsyncProcessObject> ReadAsync(OssCall call, CancellationToken ct) => new() { Task = await SavedProcess.ReadAsync(call, "x-oss-async-process", ct) };

    public static IEnumerable<Demand> Demands(AsyncProcessObject input, OssCall call) => input.Task.Demands(call);

    public static async ValueTask<OssReply> RunAsync(AsyncProcessObject input, OssCall call, CancellationToken ct)
    {
        StorageClass.CheckReadable(call, (await input.Task.Look.FollowAsync(call, ct)).Content);
        await call.Images.CheckInstalledAsync();
        var taskId = call.Tasks.Start(input.Task, call);
        // None of the three needs escaping.
        var answer = $$"""{"EventId":"{{Guid.NewGuid():N}}","RequestId":"{{call.RequestId}}","TaskId":"{{taskId}}"}""";
        return new OssReply(200) { Content = Encoding.UTF8.GetBytes(answer) }.With("Content-Type", "application/json");
    }
}

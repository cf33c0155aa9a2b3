using System.Globalization;
using System.Text;
using System.Text.Json;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Image;

/// <summary>"ProcessObject": processes an image and keeps the result as another object.</summary>
internal sealed class ProcessObject : IOperation<ProcessObject>
{
    public required SavedProcess Task { get; init; }

    public static async ValueTask<ProcessObject> ReadAsync(OssCall call, CancellationToken ct) => new() { Task = await SavedProcess.ReadAsync(call, "x-oss-process", ct) };

    public static IEnumerable<Demand> Demands(ProcessObject input, OssCall call) => input.Task.Demands(call);

    public static async ValueTask<OssReply> RunAsync(ProcessObject input, OssCall call, CancellationToken ct)
    {
        var version = await input.Task.RunAsync(call, ct);
        return new OssReply(200) { Content = Answer(input.Task.Target, version.Length) }.With("Content-Type", "application/json");
    }

    /// <summary>Laid out as the cloud does: the Java SDK's test looks for <c>"status": "OK"</c> with its space.</summary>
    private static byte[] Answer(SaveAs target, long size)
    {
        string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {
                "bucket": {{Quoted(target.StatedBucket)}},
                "fileSize": {{size}},
                "object": {{Quoted(target.Name.Key)}},
                "status": "OK"}
            """));
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Image;

/// <summary>"ProcessObject": processes an image and keeps the result as another object (<c>image/…|sys/saveas,o_…,b_…</c>).</summary>
internal sealed class ProcessObject : IOperation<ProcessObject>
{
    private const int MaxBody = 64 * 1024;
    private const string Parameter = "x-oss-process=";

    public required ObjectLook Look { get; init; }

    public required ImageProcess Process { get; init; }

    public required SaveAs Target { get; init; }

    public static async ValueTask<ProcessObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        // What the query may name, such as csv/select, has rows of its own.
        if (call.Query("x-oss-process") is { Length: > 0 } named) throw OssErrors.NotImplemented.Saying($"Processing {named} is not implemented.");
        var body = Encoding.UTF8.GetString(await OssBody.ReadAsync(call, MaxBody, () => OssErrors.InvalidArgument.Saying("The body is too long."), ct)).Trim();
        if (!body.StartsWith(Parameter, StringComparison.Ordinal)) throw OssErrors.InvalidArgument.Saying("The body is x-oss-process=… with what to do.");
        // ali-oss sends a form, where a plus is escaped; the other SDKs send the text as it is, where a plus is one.
        var steps = Uri.UnescapeDataString(body[Parameter.Length..]).Split('|');
        if (steps.Length != 2) throw OssErrors.InvalidArgument.Saying("The processing is image/…|sys/saveas,o_…");
        return new()
        {
            Look = await ObjectLook.TakeAsync(call, ct),
            Process = ImageProcess.Read(steps[0], call.Settings),
            Target = SaveAs.Read(steps[1], call.Address.Bucket),
        };
    }

    public static IEnumerable<Demand> Demands(ProcessObject input, OssCall call) =>
    [
        Demand.OnObject(call, AclAccess.Read),
        .. input.Look.Demands(call).Select(demand => demand with { Action = "oss:GetObject" }),
        Demand.On(input.Target.Name, "oss:PutObject", AclAccess.Write),
    ];

    public static async ValueTask<OssReply> RunAsync(ProcessObject input, OssCall call, CancellationToken ct)
    {
        var found = await input.Look.FollowAsync(call, ct);
        StorageClass.CheckReadable(call, found.Content);
        if (input.Process.WantsInfo) throw OssErrors.InvalidArgument.Saying("info cannot be saved.");
        await using var image = await ProcessedImage.MakeAsync(call, found.Content, input.Process, ct);
        var version = await KeepAsync(await call.TowardAsync(input.Target.Name, ct), image, ct);
        return new OssReply(200) { Content = Answer(input.Target, version.Length) }.With("Content-Type", "application/json");
    }

    private static async ValueTask<ObjectVersion> KeepAsync(OssCall target, ProcessedImage image, CancellationToken ct)
    {
        var upload = new ObjectUpload
        {
            Given = new() { ContentType = ImageInfo.ContentTypeOf(image.Info.Format) },
            Options = new() { StorageClass = target.Bucket.StorageClass, Acl = AccessControl.Default, ForbidOverwrite = false },
            Stated = new(null, null),
            Callback = null,
        };
        return await upload.StoreAsync(target, image.Content, null, ct);
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

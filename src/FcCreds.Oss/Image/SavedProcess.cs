using System.Text;
using FcCreds.Oss.Access;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Image;

/// <summary>An image to be processed and kept as another object: <c>image/…|sys/saveas,o_…,b_…</c>, in the body of the request.</summary>
internal sealed record SavedProcess(ObjectLook Look, ImageProcess Process, SaveAs Target)
{
    private const int MaxBody = 64 * 1024;

    /// <param name="parameter">The sub-resource that the body repeats, <c>x-oss-process</c> or <c>x-oss-async-process</c>.</param>
    public static async ValueTask<SavedProcess> ReadAsync(OssCall call, string parameter, CancellationToken ct)
    {
        // What the query may name, such as csv/select, has rows of its own.
        if (call.Query(parameter) is { Length: > 0 } named) throw OssErrors.NotImplemented.Saying($"Processing {named} is not implemented.");
        var body = Encoding.UTF8.GetString(await OssBody.ReadAsync(call, MaxBody, () => OssErrors.InvalidArgument.Saying("The body is too long."), ct)).Trim();
        if (!body.StartsWith($"{parameter}=", StringComparison.Ordinal)) throw OssErrors.InvalidArgument.Saying($"The body is {parameter}=… with what to do.");
        // ali-oss sends a form, where a plus is escaped; the other SDKs send the text as it is, where a plus is one.
        var steps = Uri.UnescapeDataString(body[(parameter.Length + 1)..]).Split('|');
        var process = ImageProcess.Read(steps[0], call.Settings);
        if (steps.Length != 2) throw OssErrors.InvalidArgument.Saying("The processing is image/…|sys/saveas,o_…");
        if (steps[1].Contains("/notify,", StringComparison.Ordinal)) throw OssErrors.NotImplemented.Saying("Telling a message queue (notify) is not implemented.");
        if (!process.MakesImage) throw OssErrors.InvalidArgument.Saying("What is known about an image cannot be saved.");
        return new(await ObjectLook.TakeAsync(call, ct), process, SaveAs.Read(steps[1], call.Address.Bucket));
    }

    public IEnumerable<Demand> Demands(OssCall call) =>
    [
        Demand.OnObject(call, AclAccess.Read),
        .. Look.Demands(call).Select(demand => demand with { Action = "oss:GetObject" }),
        .. Process.Demands(call),
        Demand.On(Target.Name, "oss:PutObject", AclAccess.Write),
    ];

    public async ValueTask<ObjectVersion> RunAsync(OssCall call, CancellationToken ct)
    {
        await using var image = await Look.ReadAsync(call, found =>
        {
            StorageClass.CheckReadable(call, found.Content);
            return ProcessedImage.MakeAsync(call, found.Content, Process, ct);
        }, ct);
        var target = await call.TowardAsync(Target.Name, ct);
        var upload = new ObjectUpload
        {
            Given = new() { ContentType = ImageInfo.ContentTypeOf(image.Info.Format) },
            Options = new() { StorageClass = target.Bucket.StorageClass, Acl = AccessControl.Default, ForbidOverwrite = false },
            Stated = new(null, null),
            Callback = null,
        };
        return await upload.StoreAsync(target, image.Content, null, ct);
    }
}

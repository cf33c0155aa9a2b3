using System.Text;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;

namespace FcCreds.Oss.Image;

/// <summary>GetObject with <c>x-oss-process</c>: an image, processed on its way out, or what is known about it.</summary>
internal sealed class GetObjectProcessed : IOperation<GetObjectProcessed>
{
    public required ObjectLook Look { get; init; }

    public required ImageProcess Process { get; init; }

    public required Preconditions Conditions { get; init; }

    public static string Parameters => "versionId";

    public static async ValueTask<GetObjectProcessed> ReadAsync(OssCall call, CancellationToken ct) => new()
    {
        Look = await ObjectLook.TakeAsync(call, ct),
        Process = ImageProcess.Read(call.Query("x-oss-process")!, call.Settings),
        Conditions = Preconditions.Read(call),
    };

    public static IEnumerable<Demand> Demands(GetObjectProcessed input, OssCall call) => [.. input.Look.Demands(call), .. input.Process.Demands(call)];

    public static ValueTask<OssReply> RunAsync(GetObjectProcessed input, OssCall call, CancellationToken ct)
        => input.Look.ReadAsync(call, found => AnswerAsync(input, found, call, ct), ct);

    private static async ValueTask<OssReply> AnswerAsync(GetObjectProcessed input, ReadableObject found, OssCall call, CancellationToken ct)
    {
        StorageClass.CheckReadable(call, found.Content);
        input.Conditions.Check(found.Seen);
        var image = await ProcessedImage.MakeAsync(call, found.Content, input.Process, ct);
        if (input.Process.MakesImage)
        {
            var reply = new OssReply(200) { Stream = image.Content, Length = image.Length };
            ObjectHeaders.Identify(reply, call, found.Seen);
            call.Size = image.Length;
            return reply.With("Content-Type", ImageInfo.ContentTypeOf(image.Info.Format)).With("x-oss-object-type", found.Seen.Description.ObjectType);
        }
        await using (image)
        {
            var content = input.Process.Wants == ImageAnswer.Info ? image.Info.Write(image.Length) : await HueAsync(image.Content, ct);
            return new OssReply(200) { Content = content }.With("Content-Type", "application/json");
        }
    }

    private static async ValueTask<byte[]> HueAsync(Stream mean, CancellationToken ct)
    {
        var color = new byte[3];
        await mean.ReadExactlyAsync(color, ct);
        return Encoding.UTF8.GetBytes($$"""{"RGB": "0x{{Convert.ToHexStringLower(color)}}"}""");
    }
}

using System.Globalization;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Callback;

namespace FcCreds.Oss.Object;

/// <summary>"PutObject": the body becomes the object, after its length and digests have been checked.</summary>
internal sealed class PutObject : IOperation<PutObject>
{
    private static readonly string[] UnsupportedConditions = ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"];

    public required ObjectUpload Upload { get; init; }

    public static string Parameters => UploadCallback.ParameterNames;

    public static string Headers => ObjectUpload.HeaderNames;

    public static ValueTask<PutObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        foreach (var name in UnsupportedConditions)
        {
            if (call.Header(name) is not null) throw OssErrors.NotImplemented.With(("Header", name));
        }
        CheckLength(call);
        return new(new PutObject { Upload = ObjectUpload.Read(call) });
    }

    public static IEnumerable<Demand> Demands(PutObject input, OssCall call) => input.Upload.Options.Demands(call);

    public static async ValueTask<OssReply> RunAsync(PutObject input, OssCall call, CancellationToken ct)
    {
        var version = await input.Upload.StoreAsync(call, call.Body, null, ct);
        return await input.Upload.AnswerAsync(call, version, static () => OssReply.Empty(), ct);
    }

    /// <summary>A body must say how long it is, or come in chunks.</summary>
    public static void CheckLength(OssCall call)
    {
        var length = call.Header("Content-Length");
        if (length is null && call.Header("Transfer-Encoding") is null) throw OssErrors.MissingContentLength.With();
        if (length is not null && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > ObjectUpload.MaxLength)
            throw OssErrors.EntityTooLarge.With(("ProposedSize", length), ("MaxSizeAllowed", ObjectUpload.MaxLength.ToString(CultureInfo.InvariantCulture)));
    }
}

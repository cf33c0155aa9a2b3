using FcCreds.Oss.Callback;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>An object that comes in one piece, by PutObject or as the file of a form: what is said of it, and its way into the store.</summary>
internal sealed record ObjectUpload
{
    /// <summary>5 GB.</summary>
    public const long MaxLength = 5L * 1024 * 1024 * 1024;

    public const string HeaderNames = $"{UploadCallback.HeaderNames} {WriteOptions.HeaderNames} {StatedDigests.HeaderNames}";

    public required ObjectHeaders Given { get; init; }

    public required WriteOptions Options { get; init; }

    public required StatedDigests Stated { get; init; }

    public required UploadCallback? Callback { get; init; }

    public static ObjectUpload Read(OssCall call) => new()
    {
        Given = ObjectHeaders.Read(call),
        Options = WriteOptions.Read(call),
        Stated = StatedDigests.Read(call),
        Callback = UploadCallback.Read(call),
    };

    /// <summary>Commits only what arrived whole and as it was announced.</summary>
    /// <param name="check">A last look at what has been received, before it becomes an object.</param>
    public async ValueTask<ObjectVersion> StoreAsync(OssCall call, Stream content, Func<ContentDigest, Task>? check, CancellationToken ct)
    {
        await Options.RefuseOverwriteAsync(call, ct);
        await using var staged = await call.Store.StageAsync(call.Name, content, joined: false, ct);
        var digest = staged.Digest;
        Stated.Check(digest);
        if (check is not null) await check(digest);
        var version = await Options.CommitAsync(call, new Piece.Staged(staged), new()
        {
            ETag = Convert.ToHexString(digest.Md5.Span),
            ObjectType = "Normal",
            StorageClass = Options.StorageClass,
            Crc64 = digest.Crc64,
            ContentType = Given.ContentType,
            Headers = (Given with { ContentMd5 = Convert.ToBase64String(digest.Md5.Span) }).Write(),
            Facts = Options.Facts.Write(),
        }, answerHasTime: false, ct);
        call.Size = version.Length;
        return version;
    }

    /// <summary>The answer of the application that is called back, or else the upload's own.</summary>
    public async ValueTask<OssReply> AnswerAsync(OssCall call, ObjectVersion version, Func<OssReply> own, CancellationToken ct)
    {
        var reply = Callback is null ? own() : await Callback.TellAsync(call, version, ct);
        return ObjectHeaders.DescribeWritten(reply, call, version).With("Content-MD5", ObjectHeaders.Of(version).ContentMd5);
    }
}

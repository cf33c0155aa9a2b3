using System.Globalization;
using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Storage;

namespace FcCreds.Oss.Multipart;

/// <summary>The object that a part is for; kept with the part, so that parts without an upload can be told.</summary>
internal sealed record PartOrigin(string Bucket, string Key);

/// <summary>The parts of uploads: objects <c>{uploadId}/{partNumber:D5}</c> of the hidden bucket for parts.</summary>
internal static class Parts
{
    public const int MaxNumber = 10_000;

    /// <summary>Parts looked at or deleted at once: a store may be a network away.</summary>
    private const int AtOnce = 16;

    private const int PageSize = 1000;

    public static ObjectName Name(string uploadId, int number) => new(HiddenBucket.Parts, string.Create(CultureInfo.InvariantCulture, $"{uploadId}/{number:D5}"));

    public static int Number(ObjectVersion part) => int.Parse(part.Name.Key.AsSpan(part.Name.Key.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);

    /// <summary>Puts a part in the place of its number. An upload that ended meanwhile takes it along.</summary>
    public static async ValueTask<ObjectVersion> StoreAsync(OssCall call, Upload upload, int number, StagedContent content, CancellationToken ct)
    {
        var name = Name(upload.UploadId, number);
        var digest = content.Digest;
        if (upload.IsSequential) await CheckTurnAsync(call, upload, number, ct);
        var outcome = await call.Store.CommitAsync(
            new()
            {
                Name = name,
                Pieces = [new Piece.Staged(content)],
                Precondition = upload.IsSequential ? Precondition.Absent : Precondition.Any,
                Description = new()
                {
                    ETag = Convert.ToHexString(digest.Md5.Span),
                    ObjectType = "Normal",
                    StorageClass = Object.StorageClass.Standard,
                    Crc64 = digest.Crc64,
                    Headers = JsonSerializer.SerializeToUtf8Bytes(new PartOrigin(call.Address.Bucket, call.Address.Key), OssJson.Default.PartOrigin),
                },
            },
            ct);
        if (outcome.Verdict == CommitVerdict.PreconditionFailed) throw AlreadyThere(outcome.Version!);
        if (await Uploads.FindAsync(call.Store, call.Name, upload.UploadId, ct) is not null) return outcome.Version!;
        await call.Store.DeleteAsync(new() { Name = name }, ct);
        throw Uploads.NotThere(call);
    }

    public static async ValueTask<IReadOnlyList<ObjectVersion>> AllAsync(IObjectStore store, string uploadId, CancellationToken ct)
    {
        var all = new List<ObjectVersion>();
        for (var (after, isTruncated) = (0, true); isTruncated;)
        {
            (var page, isTruncated) = await PageAsync(store, uploadId, after, PageSize, ct);
            all.AddRange(page);
            if (page.Count > 0) after = Number(page[^1]);
        }
        return all;
    }

    /// <summary>Parts behind a number, in their order.</summary>
    public static async ValueTask<(IReadOnlyList<ObjectVersion> Parts, bool IsTruncated)> PageAsync(
        IObjectStore store, string uploadId, int after, int limit, CancellationToken ct)
    {
        var page = await store.ListAsync(
            new() { Bucket = HiddenBucket.Parts, Prefix = $"{uploadId}/", After = after == 0 ? "" : Name(uploadId, after).Key, Limit = limit }, ct);
        var parts = page.Objects.ToArray<ObjectVersion?>();
        // The lists of some stores know less of an object than the store does.
        await Parallel.ForEachAsync(Enumerable.Range(0, parts.Length), Bounded(ct), async (at, ct) =>
        {
            if (parts[at]!.Description.Crc64 is null) parts[at] = await store.FindAsync(parts[at]!.Name, null, ct);
        });
        return ([.. parts.OfType<ObjectVersion>()], page.Next is not null);
    }

    public static async ValueTask DeleteAllAsync(IObjectStore store, string uploadId, CancellationToken ct)
    {
        while (true)
        {
            var page = await store.ListAsync(new() { Bucket = HiddenBucket.Parts, Prefix = $"{uploadId}/", Limit = PageSize }, ct);
            await Parallel.ForEachAsync(page.Objects, Bounded(ct), async (part, ct) => await store.DeleteAsync(new() { Name = part.Name }, ct));
            if (page.Next is null) return;
        }
    }

    /// <summary>For an upload that is over. Its outcome stands whatever happens here: what stays is swept at the next start.</summary>
    public static async ValueTask ForgetAsync(OssCall call, string uploadId)
    {
        try
        {
            await DeleteAllAsync(call.Store, uploadId, CancellationToken.None);
        }
        catch (Exception fault)
        {
            call.Note("parts-left", $"Parts of the upload {uploadId} could not be deleted and stay until the next start: {fault.Message}");
        }
    }

    /// <summary>A sequential upload takes its parts one after the other, each once.</summary>
    private static async ValueTask CheckTurnAsync(OssCall call, Upload upload, int number, CancellationToken ct)
    {
        if (await call.Store.FindAsync(Name(upload.UploadId, number), null, ct) is { } there) throw AlreadyThere(there);
        if (number > 1 && await call.Store.FindAsync(Name(upload.UploadId, number - 1), null, ct) is null) throw OssErrors.PartNotSequential.With();
    }

    private static ServiceException AlreadyThere(ObjectVersion part)
        => OssErrors.PartAlreadyExist.With(("PartEtag", $"\"{part.Description.ETag}\""), ("PartNumber", Number(part).ToString(CultureInfo.InvariantCulture)));

    private static ParallelOptions Bounded(CancellationToken ct) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
}

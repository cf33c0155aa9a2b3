using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Checksums;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>"AppendObject": the body goes to the end of the object, if the end is where the client thinks. Headers count when it is made.</summary>
internal sealed class AppendObject : IOperation<AppendObject>
{
    public required long Position { get; init; }

    public required ObjectHeaders Given { get; init; }

    public required WriteOptions Options { get; init; }

    public required StatedDigests Stated { get; init; }

    public static string Parameters => AppendPosition.Parameter;

    /// <summary>Forbidding to overwrite is granted by the operation itself: nothing is ever replaced.</summary>
    public static string Headers => $"{WriteOptions.HeaderNames} {StatedDigests.HeaderNames}";

    public static ValueTask<AppendObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        PutObject.CheckLength(call);
        if (ObjectHold.IsEnabled(call.Settings)) throw OssErrors.OperationNotSupported.With(("Detail", "A bucket with object-level retention takes no appends."));
        return new(new AppendObject
        {
            Position = AppendPosition.Read(call),
            Given = ObjectHeaders.Read(call),
            Options = WriteOptions.Read(call),
            Stated = StatedDigests.Read(call),
        });
    }

    public static IEnumerable<Demand> Demands(AppendObject input, OssCall call)
        => input.Options.Demands(call);

    public static async ValueTask<OssReply> RunAsync(AppendObject input, OssCall call, CancellationToken ct)
    {
        var current = await call.Store.FindAsync(call.Name, null, ct);
        // Before the body comes, for it may be large; and again for what others have made of the object meanwhile.
        input.CheckEnd(current);
        await using var staged = await call.Store.StageAsync(call.Name, call.Body, joined: true, ct);
        input.Stated.Check(staged.Digest);
        if (input.Position + staged.Digest.Length > ObjectUpload.MaxLength) throw OssErrors.EntityTooLarge.With();
        while (true)
        {
            input.CheckEnd(current);
            var outcome = await ObjectChange.CommitAsync(call, input.On(current, staged, call), ct);
            switch (outcome.Verdict)
            {
                case CommitVerdict.Committed: return Reply(call, outcome.Version!, staged.Digest);
                case CommitVerdict.BucketNotFound: throw OssErrors.NoSuchBucket.With(("BucketName", call.Address.Bucket));
                default: current = await call.Store.FindAsync(call.Name, null, ct); break;
            }
        }
    }

    /// <summary>A missing object ends at 0. A delete marker is an object of another type.</summary>
    private void CheckEnd(ObjectVersion? current)
    {
        if (current is not null) AppendPosition.CheckOpen(current);
        AppendPosition.CheckEnd(Position, current?.Length ?? 0);
    }

    private CommitRequest On(ObjectVersion? current, StagedContent staged, OssCall call) => new()
    {
        Name = call.Name,
        Pieces = current is null or { Length: 0 } ? [new Piece.Staged(staged)] : [new Piece.Slice(current, 0, current.Length), new Piece.Staged(staged)],
        Precondition = current is null ? Precondition.Absent : Precondition.Unchanged(current),
        // An appendable object leaves no history: it is the null version, wherever versions are kept.
        VersionMode = call.Settings.VersionMode == VersionMode.Off ? VersionMode.Off : VersionMode.Suspended,
        Description = current is null
            ? new()
            {
                ETag = NextETag("", staged.Digest),
                ObjectType = AppendPosition.Appendable,
                StorageClass = Options.StorageClass,
                Crc64 = staged.Digest.Crc64,
                ContentType = Given.ContentType,
                Headers = Given.Write(),
                Facts = Options.Facts.Write(),
            }
            : current.Description with
            {
                ETag = NextETag(current.Description.ETag, staged.Digest),
                Crc64 = current.Description.Crc64 is { } crc ? Crc64.Combine(crc, staged.Digest.Crc64, staged.Digest.Length) : null,
            },
    };

    /// <summary>Another one with every append, with eight zeros at the end as the cloud's; how the cloud makes them is unknown.</summary>
    private static string NextETag(string etag, ContentDigest digest)
        => $"{Convert.ToHexString(MD5.HashData([.. Encoding.ASCII.GetBytes(etag), .. digest.Md5.Span]).AsSpan(0, 12))}00000000";

    private static OssReply Reply(OssCall call, ObjectVersion version, ContentDigest digest)
    {
        call.Size = digest.Length;
        return ObjectHeaders.DescribeWritten(OssReply.Empty(), call, version)
            .With(AppendPosition.NextHeader, version.Length.ToString(CultureInfo.InvariantCulture));
    }
}

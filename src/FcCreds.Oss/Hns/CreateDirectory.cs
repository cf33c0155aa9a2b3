using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Hns;

/// <summary>"CreateDirectory": 409 when there is a directory or a file of that name.</summary>
internal sealed class CreateDirectory : IPlainOperation<CreateDirectory>
{
    public static IEnumerable<Demand> Demands(CreateDirectory input, OssCall call) => [Demand.OnObject(call, AclAccess.Write)];

    public static async ValueTask<OssReply> RunAsync(CreateDirectory input, OssCall call, CancellationToken ct)
    {
        Directories.Check(call);
        var name = new ObjectName(call.Address.Bucket, Directories.KeyOf(call.Address.Key));
        if (await call.Store.FindAsync(name with { Key = name.Key.TrimEnd('/') }, null, ct) is not null) throw OssErrors.FileAlreadyExists.With();
        await using var staged = await call.Store.StageAsync(name, Stream.Null, joined: false, ct);
        var md5 = staged.Digest.Md5.Span.ToArray();
        var headers = new ObjectHeaders { ContentType = "application/x-directory", ContentMd5 = Convert.ToBase64String(md5) };
        var outcome = await ObjectChange.CommitAsync(call, new()
        {
            Name = name,
            Pieces = [new Piece.Staged(staged)],
            Description = new()
            {
                ETag = Convert.ToHexString(md5),
                ObjectType = "Normal",
                StorageClass = call.Bucket.StorageClass,
                Crc64 = staged.Digest.Crc64,
                ContentType = headers.ContentType,
                Headers = headers.Write(),
                Facts = new ObjectFacts().Write(),
            },
            Precondition = Precondition.Absent,
        }, ct);
        return outcome.Verdict == CommitVerdict.Committed ? OssReply.Empty() : throw OssErrors.FileAlreadyExists.With();
    }
}

using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Http;
using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"PutSymlink": an object without content that stands for another key of its bucket. Nobody looks there before it is read.</summary>
internal sealed class PutSymlink : IOperation<PutSymlink>
{
    public const string ObjectType = "Symlink";
    public const string TargetHeader = "x-oss-symlink-target";

    public required string Target { get; init; }

    public required ObjectHeaders Given { get; init; }

    public required WriteOptions Options { get; init; }

    public static string Headers => $"{WriteOptions.HeaderNames} {TargetHeader}";

    /// <summary>ali-oss 6.23 lets its callers send a version, which means nothing on a write.</summary>
    public static string Parameters => "versionId";

    public static ValueTask<PutSymlink> ReadAsync(OssCall call, CancellationToken ct)
    {
        var target = EncodedName.Decode(call.Header(TargetHeader) ?? throw OssErrors.BadArgument("The header x-oss-symlink-target is required.", TargetHeader, ""));
        ObjectKey.Check(target);
        return new(new PutSymlink { Target = target, Given = ObjectHeaders.Read(call), Options = WriteOptions.Read(call) });
    }

    public static IEnumerable<Demand> Demands(PutSymlink input, OssCall call) => input.Options.Demands(call);

    public static async ValueTask<OssReply> RunAsync(PutSymlink input, OssCall call, CancellationToken ct)
    {
        await input.Options.RefuseOverwriteAsync(call, ct);
        var version = await input.Options.CommitAsync(call, null, new()
        {
            // The cloud's is no digest of the target's content either.
            ETag = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(input.Target))),
            ObjectType = ObjectType,
            StorageClass = input.Options.StorageClass,
            ContentType = input.Given.ContentType,
            Headers = (input.Given with { SymlinkTarget = input.Target }).Write(),
            Facts = input.Options.Facts.Write(),
        }, answerHasTime: false, ct);
        return OssReply.Empty().With("ETag", ObjectHeaders.Quoted(version.Description.ETag)).With("x-oss-version-id", call.VersionIdOf(version));
    }
}

/// <summary>"GetSymlink": where it leads, URL-encoded, and what is said about the link itself.</summary>
internal sealed class GetSymlink : IPlainOperation<GetSymlink>
{
    public static string Parameters => "versionId";

    public static IEnumerable<Demand> Demands(GetSymlink input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Read) with { Action = FindObject.Action(call, "oss:GetObject", "oss:GetObjectVersion") }];

    public static async ValueTask<OssReply> RunAsync(GetSymlink input, OssCall call, CancellationToken ct)
    {
        var version = await FindObject.AddressedAsync(call, ct);
        var headers = ObjectHeaders.Of(version);
        if (headers.SymlinkTarget is not { } target) throw OssErrors.NotSymlink.With(("Key", call.Address.Key));
        var reply = OssReply.Empty().With(PutSymlink.TargetHeader, PercentEncoding.EncodePath(target));
        ObjectHeaders.Identify(reply, call, version);
        foreach (var (name, value) in headers.Meta ?? []) reply.With(ObjectHeaders.MetaPrefix + name, value);
        return reply;
    }
}

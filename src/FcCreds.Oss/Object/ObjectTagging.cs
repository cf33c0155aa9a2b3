using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Object;

/// <summary>"PutObjectTagging": all tags at once; LastModified stays. Of a symbolic link, its own tags.</summary>
internal sealed class PutObjectTagging : IOperation<PutObjectTagging>
{
    private const int MaxBody = 16 * 1024;

    public required ObjectTag[] Tags { get; init; }

    public static string Parameters => "versionId";

    public static async ValueTask<PutObjectTagging> ReadAsync(OssCall call, CancellationToken ct)
        => new() { Tags = ObjectTags.Read(await OssXml.ReadAsync(call, "Tagging", MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.")) };

    public static IEnumerable<Demand> Demands(PutObjectTagging input, OssCall call) =>
    [
        Demand.OnObject(call, AclAccess.Manage, [.. ObjectTags.Conditions(input.Tags)]) with
        {
            Action = FindObject.Action(call, "oss:PutObjectTagging", "oss:PutObjectVersionTagging"),
        },
    ];

    public static async ValueTask<OssReply> RunAsync(PutObjectTagging input, OssCall call, CancellationToken ct)
    {
        var version = await ObjectFacts.ChangeAsync(call, (_, facts) => facts with { Tags = input.Tags.Length == 0 ? null : input.Tags }, ct);
        return OssReply.Empty().With("x-oss-version-id", call.VersionIdOf(version));
    }
}

/// <summary>"GetObjectTagging": an empty set where there are none.</summary>
internal sealed class GetObjectTagging : IPlainOperation<GetObjectTagging>
{
    public static string Parameters => "versionId";

    public static IEnumerable<Demand> Demands(GetObjectTagging input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Manage) with { Action = FindObject.Action(call, "oss:GetObjectTagging", "oss:GetObjectVersionTagging") }];

    public static async ValueTask<OssReply> RunAsync(GetObjectTagging input, OssCall call, CancellationToken ct)
    {
        var version = await FindObject.AddressedAsync(call, ct);
        return OssReply.Xml(ObjectTags.Write(ObjectFacts.Of(version).Tags)).With("x-oss-version-id", call.VersionIdOf(version));
    }
}

/// <summary>"DeleteObjectTagging": 204 whether or not there were any.</summary>
internal sealed class DeleteObjectTagging : IPlainOperation<DeleteObjectTagging>
{
    public static string Parameters => "versionId";

    public static IEnumerable<Demand> Demands(DeleteObjectTagging input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Manage) with { Action = FindObject.Action(call, "oss:DeleteObjectTagging", "oss:DeleteObjectVersionTagging") }];

    public static async ValueTask<OssReply> RunAsync(DeleteObjectTagging input, OssCall call, CancellationToken ct)
    {
        var version = await ObjectFacts.ChangeAsync(call, (_, facts) => facts with { Tags = null }, ct);
        return OssReply.Empty(204).With("x-oss-version-id", call.VersionIdOf(version));
    }
}

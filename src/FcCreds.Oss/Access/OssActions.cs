using FcCreds.Core.Policy.Lint;
using FcCreds.Oss.Addressing;

namespace FcCreds.Oss.Access;

/// <summary>Every action that OSS checks: those of the operation table, and those that an operation asks for besides.</summary>
internal static class OssActions
{
    /// <summary>Asked for besides a row's own action, or under conditions ("OSS authorization syntax and elements").</summary>
    private static readonly string[] OnObjects =
    [
        "oss:GetObjectVersion", "oss:DeleteObjectVersion", "oss:GetObjectVersionAcl", "oss:PutObjectVersionAcl", "oss:RestoreObjectVersion",
        "oss:GetObjectVersionTagging", "oss:PutObjectVersionTagging", "oss:DeleteObjectVersionTagging", "oss:PutObjectTagging", "oss:ProcessImm",
        // Rows on the bucket ask for these of objects: form uploads, and deletions by list.
        "oss:PutObject", "oss:DeleteObject",
    ];

    private static readonly string[] Elsewhere = ["oss:ReplicateList", "oss:ReplicateGet", "oss:ReplicatePut", "oss:ReplicateDelete", "oss:PublishRtmpStream"];

    public static IEnumerable<KnownAction> All { get; } =
    [
        .. OssApi.Rows.GroupBy(row => row.Action, StringComparer.Ordinal).Where(action => !OnObjects.Contains(action.Key))
            .Select(action => new KnownAction(action.Key, action.Aggregate(ActionLevel.None, (levels, row) => levels | LevelOf(row.Level)))),
        .. OnObjects.Select(action => new KnownAction(action, ActionLevel.Object)),
        .. Elsewhere.Select(action => new KnownAction(action, ActionLevel.Any)),
    ];

    private static ActionLevel LevelOf(OssLevel level) => level switch
    {
        OssLevel.Service => ActionLevel.Service,
        OssLevel.Bucket => ActionLevel.Bucket,
        _ => ActionLevel.Object,
    };
}

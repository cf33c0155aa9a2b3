using FcCreds.Oss.ObjectProcess;
using FcCreds.Storage;

namespace FcCreds.Oss.Access;

/// <summary>What ACLs can grant; <see cref="Manage"/> is for operations that no ACL opens.</summary>
internal enum AclAccess { Manage, Read, Write, ReadAcl, WriteAcl }

/// <summary>Something the caller must be allowed to do: one RAM action on one resource.</summary>
internal sealed record Demand
{
    public required string Action { get; init; }

    /// <summary>Null for the service level.</summary>
    public string? Bucket { get; init; }

    public string? Key { get; init; }

    /// <summary>Set when the object is read through an Object FC Access Point: that is the resource then, and its policy is asked.</summary>
    public ObjectProcessPoint? Point { get; init; }

    /// <summary>Null for the current version of the object.</summary>
    public string? VersionId { get; init; }

    public AclAccess Access { get; init; }

    /// <summary>A denial is kept for the operation to report on that key instead of refusing the request.</summary>
    public bool IsPerKey { get; init; }

    /// <summary>Condition keys that the request sets, such as <c>oss:Prefix</c>; a null value is not set.</summary>
    public IReadOnlyList<(string Key, string? Value)> Conditions { get; init; } = [];

    /// <summary>As an ARN.</summary>
    public string ResourceOf(string owner) => this switch
    {
        { Bucket: null } => $"acs:oss:*:{owner}:*",
        { Point: { } point } => $"acs:oss:*:{owner}:accesspointforobjectprocess/{point.Name}/object/{Key}",
        { Key: null } => $"acs:oss:*:{owner}:{Bucket}",
        _ => $"acs:oss:*:{owner}:{Bucket}/{Key}",
    };

    /// <summary>The row's own action on the caller's account.</summary>
    public static Demand OnService(OssCall call) => new() { Action = call.Action };

    /// <summary>The row's own action on the bucket addressed.</summary>
    public static Demand OnBucket(OssCall call, params (string Key, string? Value)[] conditions)
        => new() { Action = call.Action, Bucket = call.Address.Bucket, Conditions = conditions };

    /// <summary>The row's own action on the object addressed.</summary>
    public static Demand OnObject(OssCall call, AclAccess access, params (string Key, string? Value)[] conditions)
        => new()
        {
            Action = call.Action,
            Bucket = call.Address.Bucket,
            Key = call.Address.Key,
            VersionId = call.Query("versionId") is { Length: > 0 } versionId ? versionId : null,
            Access = access,
            Conditions = conditions,
        };

    /// <summary>An action on any object, such as the source of a copy.</summary>
    public static Demand On(ObjectName name, string action, AclAccess access) => new() { Action = action, Bucket = name.Bucket, Key = name.Key, Access = access };
}

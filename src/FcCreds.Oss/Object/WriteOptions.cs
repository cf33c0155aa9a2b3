using FcCreds.Oss.Access;
using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>What all writes have in common: storage class, ACL, tags, and whether an object may be replaced.</summary>
internal sealed record WriteOptions
{
    /// <summary>With those of <see cref="ObjectHeaders"/>, which come with every write.</summary>
    public const string HeaderNames = $"x-oss-object-acl x-oss-storage-class {ForbidOverwriteHeader} {ObjectTags.Header} {ObjectHold.HeaderNames} {ObjectHeaders.HeaderNames}";

    public const string ForbidOverwriteHeader = "x-oss-forbid-overwrite";

    public required string StorageClass { get; init; }

    public required string Acl { get; init; }

    /// <summary>Null when the request gives none.</summary>
    public ObjectTag[]? Tags { get; init; }

    /// <summary>Null when the request leaves it to the bucket.</summary>
    public Retention? Retention { get; init; }

    public required bool ForbidOverwrite { get; init; }

    /// <summary>The first facts of what is written.</summary>
    public ObjectFacts Facts => new() { Acl = Acl, Tags = Tags, Retention = Retention };

    public static WriteOptions Read(OssCall call) => new()
    {
        StorageClass = Object.StorageClass.Check(call.Header(Object.StorageClass.Header) ?? call.Bucket.StorageClass, Object.StorageClass.Header),
        Acl = AccessControl.CheckObject(call.Header(AccessControl.ObjectHeader) ?? AccessControl.Default),
        Tags = ObjectTags.Read(call),
        Retention = ObjectHold.Read(call),
        ForbidOverwrite = ReadForbidOverwrite(call),
    };

    /// <summary>What every write of the object addressed must be allowed to do.</summary>
    public IEnumerable<Demand> Demands(OssCall call) =>
    [
        Demand.OnObject(call, AclAccess.Write, [(AccessControl.ObjectCondition, call.Header(AccessControl.ObjectHeader)), .. ObjectTags.Conditions(Tags)]),
        .. ObjectTags.Demands(call, Tags),
        .. ObjectHold.Demands(call, Retention),
    ];

    public static bool ReadForbidOverwrite(OssCall call) => call.Header(ForbidOverwriteHeader) switch
    {
        null => false,
        var text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        var text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        var text => throw OssErrors.BadArgument("x-oss-forbid-overwrite is true or false.", ForbidOverwriteHeader, text),
    };

    /// <summary>A bucket with versions loses nothing by overwriting, so there it may not be forbidden ("PutObject").</summary>
    public static Precondition PreconditionOf(OssCall call, bool forbidOverwrite)
        => call.Settings.VersionMode == VersionMode.Off
            && (forbidOverwrite || BucketOverwriteConfig.Forbids(call.Settings, call.Caller, call.Bucket.OwnerAccountId, call.Address.Key))
            ? Precondition.Absent
            : Precondition.Any;

    /// <summary>Saves the upload when the refusal is already certain; the commit decides.</summary>
    public async ValueTask RefuseOverwriteAsync(OssCall call, CancellationToken ct)
    {
        if (PreconditionOf(call, ForbidOverwrite) == Precondition.Absent && await call.Store.FindAsync(call.Name, null, ct) is { IsDeleteMarker: false }) throw OssErrors.FileAlreadyExists.With();
    }

    /// <summary>Without a piece the object is empty.</summary>
    /// <param name="call">By whom, and where.</param>
    /// <param name="piece">Its content.</param>
    /// <param name="description">What is said of it.</param>
    /// <param name="answerHasTime">Whether the answer gives its LastModified.</param>
    /// <param name="ct">Ends it.</param>
    public async ValueTask<ObjectVersion> CommitAsync(OssCall call, Piece? piece, ObjectDescription description, bool answerHasTime, CancellationToken ct)
    {
        var outcome = await ObjectChange.CommitAsync(call, new()
        {
            Name = call.Name,
            Pieces = piece is null ? [] : [piece],
            Description = description,
            Precondition = PreconditionOf(call, ForbidOverwrite),
            VersionMode = call.Settings.VersionMode,
            // Events tell it, and x-oss-expiration is counted from it.
            TellsTime = answerHasTime || call.Events.AreWanted(call.Name.Bucket) || BucketLifecycle.Of(call.Settings).Count > 0,
        }, ct);
        return outcome.Verdict switch
        {
            CommitVerdict.Committed => outcome.Version!,
            CommitVerdict.PreconditionFailed => throw OssErrors.FileAlreadyExists.With(),
            CommitVerdict.BucketNotFound => throw OssErrors.NoSuchBucket.With(("BucketName", call.Address.Bucket)),
            _ => throw OssErrors.NoSuchKey.With(),
        };
    }
}

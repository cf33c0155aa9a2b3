using FcCreds.Core.Errors;

namespace FcCreds.Oss;

/// <summary>Errors of what is kept about a bucket: what Get answers while a setting is not there, and what a bad one is refused with.</summary>
internal static partial class OssErrors
{
    public static readonly ServiceError AccessPointAlreadyExists = new("AccessPointAlreadyExists", 409, "The requested access point name is not available.");

    /// <summary>A guess, code and status.</summary>
    public static readonly ServiceError DirectoryNotEmpty = new("DirectoryNotEmpty", 409, "The directory is not empty.");

    /// <summary>A guess, code and status.</summary>
    public static readonly ServiceError HnsNotEnabled = new("OperationNotSupported", 400, "The bucket has no hierarchical namespace.");

    /// <summary>A guess, code and status.</summary>
    public static readonly ServiceError HnsHasNoVersions = new("OperationNotSupported", 400, "A bucket with a hierarchical namespace keeps no versions.");

    public static readonly ServiceError InvalidBucketTag = new("InvalidTag", 400, "The tag you provided is not valid.");

    public static readonly ServiceError InvalidTargetBucketForLogging = new("InvalidTargetBucketForLogging", 400,
        "The target bucket for logging does not exist or is not owned by you.");

    public static readonly ServiceError InvalidWORMConfiguration = new("InvalidWORMConfiguration", 400, "The WORM Configuration is not valid.");

    public static readonly ServiceError LifecycleOrder = new("InvalidArgument", 400,
        "Objects move to colder storage classes later than to warmer ones, and expire last.", "0014-00000082");

    public static readonly ServiceError LifecycleOverlap = new("InvalidArgument", 400, "Overlap for same action type.", "0014-00000084");

    public static readonly ServiceError MetaQueryNotExist = new("MetaQueryNotExist", 404, "Meta query does not exist.");

    public static readonly ServiceError MetaQueryAlreadyExist = new("MetaQueryAlreadyExist", 400, "Meta query already exists.");

    public static readonly ServiceError NoSuchAccessPoint = new("NoSuchAccessPoint", 404, "The accesspoint does not exist.");

    public static readonly ServiceError NoSuchAccessPointPolicy = new("NoSuchAccessPointPolicy", 404, "The access point policy does not exist.");

    public static readonly ServiceError NoSuchAccessPointForObjectProcess = new("NoSuchAccessPointForObjectProcess", 404, "The Object FC Access Point does not exist.");

    public static readonly ServiceError NoSuchBucketQosInfo = new("NoSuchBucketQosInfo", 404, "The bucket QoS configuration does not exist.");

    public static readonly ServiceError NoSuchInventory = new("NoSuchInventory", 404, "The bucket inventory configuration does not exist.");

    public static readonly ServiceError NoSuchLifecycle = new("NoSuchLifecycle", 404, "No Row found in Lifecycle Table.");

    public static readonly ServiceError NoSuchLiveChannel = new("NoSuchLiveChannel", 404, "The specified live channel does not exist.");

    public static readonly ServiceError NoSuchObjectWormConfiguration = new("NoSuchObjectWormConfiguration", 404, "The object worm configuration does not exist.");

    public static readonly ServiceError NoSuchReplicationConfiguration = new("NoSuchReplicationConfiguration", 404, "The bucket you specified does not have replication configuration.");

    public static readonly ServiceError NoSuchReplicationRule = new("NoSuchReplicationRule", 404, "The specified replication rule does not exist.");

    public static readonly ServiceError NoSuchRequesterQosInfo = new("NoSuchRequesterQosInfo", 404, "The requester QoS configuration does not exist.");

    public static readonly ServiceError NoSuchServerSideEncryptionRule = new("NoSuchServerSideEncryptionRule", 404, "The server side encryption rule does not exist.");

    public static readonly ServiceError NoSuchStyle = new("NoSuchStyle", 404, "The specified style does not exist.");

    public static readonly ServiceError NoSuchUserDefinedLogFieldsConfig = new("NoSuchUserDefinedLogFieldsConfig", 404,
        "The bucket has no user-defined log fields.");

    public static readonly ServiceError NoSuchWORMConfiguration = new("NoSuchWORMConfiguration", 404, "The WORM Configuration does not exist.");

    public static readonly ServiceError WORMConfigurationLocked = new("WORMConfigurationLocked", 403, "The WORM Configuration is locked.");

    /// <summary>A guess: what the cloud answers when the function gives no answer is not documented.</summary>
    public static readonly ServiceError ObjectProcessFailed = new("ObjectProcessFailed", 502, "The function of the Object FC Access Point gave no answer.");
}

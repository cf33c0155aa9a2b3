using FcCreds.Core.Errors;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>Finds the object that a request names, or says what is missing. A symbolic link is found as itself.</summary>
internal static class FindObject
{
    public static ValueTask<ObjectVersion> AddressedAsync(OssCall call, CancellationToken ct) => AsNamedAsync(call, call.Name, call.Query("versionId"), ct);

    public static async ValueTask<ObjectVersion> AsNamedAsync(OssCall call, ObjectName name, string? versionId, CancellationToken ct)
        => Existing(call, await call.Store.FindAsync(name, string.IsNullOrEmpty(versionId) ? null : versionId, ct), name, versionId);

    /// <summary>The version if it is one of an object. A delete marker hides the object, and cannot be read by its own id either.</summary>
    public static ObjectVersion Existing(OssCall call, ObjectVersion? version, ObjectName name, string? versionId)
    {
        if (version is { IsDeleteMarker: false }) return version;
        var isNamed = !string.IsNullOrEmpty(versionId);
        if (version is null)
            throw isNamed ? OssErrors.NoSuchVersion.With(("Key", name.Key), ("VersionId", versionId!)) : OssErrors.NoSuchKey.With(("Key", name.Key));
        (string, string)[] marks = [("x-oss-delete-marker", "true"), ("x-oss-version-id", version.VersionId)];
        if (!isNamed) throw new ServiceException(OssErrors.NoSuchKey, OssErrors.NoSuchKey.Message, [("Key", name.Key)]) { Headers = marks };
        var refusal = OssErrors.MethodNotAllowedOnDeleteMarker;
        throw new ServiceException(refusal, refusal.Message, [("Method", call.Wire.Method), ("ResourceType", "DeleteMarker")]) { Headers = [("Allow", "DELETE"), .. marks] };
    }

    /// <summary>RAM's action on a version is another one than on the object.</summary>
    public static string Action(OssCall call, string plain, string ofVersion) => string.IsNullOrEmpty(call.Query("versionId")) ? plain : ofVersion;
}

using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>Finds the object that a request names, or says what is missing.</summary>
internal static class FindObject
{
    public static ValueTask<ObjectVersion> AddressedAsync(OssCall call, CancellationToken ct) => AsNamedAsync(call, call.Name, call.Query("versionId"), ct);

    public static async ValueTask<ObjectVersion> AsNamedAsync(OssCall call, ObjectName name, string? versionId, CancellationToken ct)
    {
        var version = await call.Store.FindAsync(name, string.IsNullOrEmpty(versionId) ? null : versionId, ct);
        if (version is { IsDeleteMarker: false }) return version;
        if (version is null && !string.IsNullOrEmpty(versionId)) throw OssErrors.NoSuchVersion.With(("Key", name.Key), ("VersionId", versionId));
        throw OssErrors.NoSuchKey.With(("Key", name.Key));
    }

    /// <summary>RAM's action on a version is another one than on the object.</summary>
    public static string Action(OssCall call, string plain, string ofVersion) => string.IsNullOrEmpty(call.Query("versionId")) ? plain : ofVersion;
}

using FcCreds.Core.Errors;
using FcCreds.Oss.Settings;
using FcCreds.Oss.Settings.Stored;

namespace FcCreds.Oss.Object;

/// <summary>For how long a version can neither be deleted nor changed. Only the mode COMPLIANCE exists: nobody can end it early.</summary>
internal sealed record Retention(string Mode, DateTimeOffset RetainUntil);

/// <summary>What keeps single versions of an object from being removed ("Object-level retention policy"). Its time is of the life clock.</summary>
internal static class ObjectHold
{
    /// <summary>Retention and legal hold are for buckets that have object-level retention switched on.</summary>
    public static void CheckEnabled(OssCall call)
    {
        if (!IsEnabled(call.Settings)) throw OssErrors.NoSuchObjectWormConfiguration.With(("BucketName", call.Bucket.Name));
    }

    /// <summary>Why a version cannot be removed, or null. What is not a version's removal only adds a marker, which hides and keeps.</summary>
    public static async ValueTask<ServiceError?> RefusalAsync(OssCall call, string key, string? versionId, CancellationToken ct)
    {
        if (versionId is null || !IsEnabled(call.Settings)) return null;
        var version = await call.Store.FindAsync(new(call.Address.Bucket, key), versionId, ct);
        return version is not null && IsHeld(ObjectFacts.Of(version), call.Clocks.Life.GetUtcNow()) ? OssErrors.FileImmutable : null;
    }

    public static bool IsHeld(ObjectFacts facts, DateTimeOffset now) => facts.LegalHold || facts.Retention?.RetainUntil > now;

    public static bool IsEnabled(BucketSettings settings) => settings.Find(BucketObjectWormConfiguration.Name) is not null;
}

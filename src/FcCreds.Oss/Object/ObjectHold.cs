using FcCreds.Core.Errors;
using FcCreds.Oss.Access;
using FcCreds.Oss.Settings;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>For how long a version can neither be deleted nor changed. Only the mode COMPLIANCE exists: nobody can end it early.</summary>
internal sealed record Retention(string Mode, DateTimeOffset RetainUntil)
{
    public const string Compliance = "COMPLIANCE";
}

/// <summary>What keeps single versions of an object from being removed ("Object-level retention policy"). Its time is of the life clock.</summary>
internal static class ObjectHold
{
    public const string HeaderNames = $"{ModeHeader} {UntilHeader}";

    private const string ModeHeader = "x-oss-object-worm-mode";
    private const string UntilHeader = "x-oss-object-worm-retain-until-date";

    /// <summary>What a write asks for itself; null when it leaves that to the bucket.</summary>
    public static Retention? Read(OssCall call)
    {
        var (mode, until) = (call.Header(ModeHeader), call.Header(UntilHeader));
        if (mode is null && until is null) return null;
        CheckEnabled(call);
        return PutObjectRetention.Check(mode, until, call.Clocks.Life.GetUtcNow(), (ModeHeader, UntilHeader));
    }

    public static IEnumerable<Demand> Demands(OssCall call, Retention? retention)
        => retention is null ? [] : [Demand.OnObject(call, AclAccess.Manage) with { Action = "oss:PutObjectRetention" }];

    /// <summary>What is written gets the bucket's default retention, unless it comes with one of its own.</summary>
    public static CommitRequest Retain(OssCall call, CommitRequest request)
    {
        if (BucketObjectWormConfiguration.DefaultOf(call.Settings, call.Clocks.Life.GetUtcNow()) is not { } retention) return request;
        var facts = ObjectFacts.Of(request.Description);
        return facts.Retention is not null ? request : request with { Description = request.Description with { Facts = (facts with { Retention = retention }).Write() } };
    }

    /// <summary>For HeadObject and GetObject.</summary>
    public static void Describe(OssReply reply, ObjectFacts facts)
    {
        if (facts.Retention is not { } retention) return;
        reply.With(ModeHeader, retention.Mode).With(UntilHeader, OssXml.Time(retention.RetainUntil));
    }

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

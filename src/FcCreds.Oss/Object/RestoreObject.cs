using System.Globalization;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Storage;

namespace FcCreds.Oss.Object;

/// <summary>"RestoreObject": thaws an archived object for some days. 202 when it starts, 200 when it is thawed already and stays so for longer.</summary>
internal sealed class RestoreObject : IOperation<RestoreObject>
{
    private const int MaxBody = 4 * 1024;

    public required int Days { get; init; }

    /// <summary>How fast; plain archives have one speed only and do not look at it.</summary>
    public required string Tier { get; init; }

    public static string Parameters => "versionId";

    public static async ValueTask<RestoreObject> ReadAsync(OssCall call, CancellationToken ct)
    {
        var request = await OssXml.ReadAsync(call, "RestoreRequest", MaxBody, ct);
        var days = request?.Element("Days")?.Value.Trim();
        var number = 1;
        if (days is not null && !int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out number)) throw OssXml.Malformed("Days is no number.");
        var tier = request?.Element("JobParameters")?.Element("Tier")?.Value.Trim() ?? RestoreTime.Standard;
        return new() { Days = number, Tier = RestoreTime.Tiers.Contains(tier) ? tier : throw OssErrors.InvalidRestoreTier.With(("Tier", tier)) };
    }

    public static IEnumerable<Demand> Demands(RestoreObject input, OssCall call)
        => [Demand.OnObject(call, AclAccess.Manage) with { Action = FindObject.Action(call, "oss:RestoreObject", "oss:RestoreObjectVersion") }];

    public static async ValueTask<OssReply> RunAsync(RestoreObject input, OssCall call, CancellationToken ct)
    {
        var wasThawed = false;
        var version = await ObjectFacts.ChangeAsync(call, (version, facts) =>
        {
            wasThawed = facts.Restore?.IsReadable(call.Clocks.Life.GetUtcNow()) is true;
            return facts with { Restore = input.Next(call, version, facts.Restore) };
        }, ct);
        return OssReply.Empty(wasThawed ? 200 : 202)
            .With("x-oss-object-restore-priority", version.Description.StorageClass == StorageClass.Archive ? null : input.Tier)
            .With("x-oss-version-id", call.VersionIdOf(version));
    }

    private RestoreState Next(OssCall call, ObjectVersion version, RestoreState? last)
    {
        var storageClass = version.Description.StorageClass;
        if (!StorageClass.IsArchive(storageClass))
            throw OssErrors.OperationNotSupported.With(("Detail", "RESTORE operation is only supported for Archive, ColdArchive and DeepColdArchive objects."));
        if (!RestoreTime.Has(storageClass, Tier)) throw OssErrors.InvalidRestoreTier.With(("Tier", Tier));
        if (Days < 1 || Days > RestoreTime.MaxDays(storageClass))
            throw OssErrors.BadArgument($"Days must be between 1 and {RestoreTime.MaxDays(storageClass)}.", "Days", Days.ToString(CultureInfo.InvariantCulture));

        var now = call.Clocks.Life.GetUtcNow();
        var lasts = TimeSpan.FromDays(Days);
        if (last is not null && last.IsReadable(now)) return last with { ExpiresAt = Later(last.ExpiresAt, now + lasts) };
        var readyAt = now + (call.Options.RestoreDelay ?? RestoreTime.Of(storageClass, Tier));
        if (last is null || !last.IsOngoing(now)) return new(Tier, readyAt, readyAt + lasts);
        return (Array.IndexOf(RestoreTime.Tiers, Tier) - Array.IndexOf(RestoreTime.Tiers, last.Tier)) switch
        {
            _ when storageClass == StorageClass.Archive => throw OssErrors.RestoreAlreadyInProgress.With(("ObjectName", version.Name.Key)),
            0 => throw OssErrors.RestoreAlreadyInProgress.With(("ObjectName", version.Name.Key)),
            > 0 => throw OssErrors.RestoreCannotSlowDown.With(("ObjectName", version.Name.Key)),
            _ => new(Tier, Earlier(last.ReadyAt, readyAt), Earlier(last.ReadyAt, readyAt) + lasts),
        };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>"CleanRestoredObject": freezes a thawed object before its time.</summary>
internal sealed class CleanRestoredObject : IPlainOperation<CleanRestoredObject>
{
    public static string Parameters => "versionId";

    public static IEnumerable<Demand> Demands(CleanRestoredObject input, OssCall call) => [Demand.OnObject(call, AclAccess.Manage)];

    public static async ValueTask<OssReply> RunAsync(CleanRestoredObject input, OssCall call, CancellationToken ct)
    {
        var now = call.Clocks.Life.GetUtcNow();
        var version = await ObjectFacts.ChangeAsync(call, (_, facts) => facts.Restore switch
        {
            { } restore when restore.IsReadable(now) => facts with { Restore = null },
            { } restore when restore.IsOngoing(now) => throw OssErrors.ArchiveRestoreNotFinished.With(),
            _ => throw OssErrors.ArchiveRestoreFileStale.With(),
        }, ct);
        return OssReply.Empty().With("x-oss-version-id", call.VersionIdOf(version));
    }
}

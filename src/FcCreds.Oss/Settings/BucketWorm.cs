using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>
/// A retention policy of a bucket ("Retention policies"): objects younger than so many days are neither replaced nor deleted, by the
/// life clock. It protects from the start, but one that nobody locks within a day is void.
/// </summary>
internal sealed record BucketWorm(string WormId, bool IsLocked, int Days, DateTimeOffset CreatedAt)
{
    public const string SettingName = "worm";
    public const int MaxDays = 25_550;

    private static readonly TimeSpan TimeToLock = TimeSpan.FromDays(1);

    /// <summary>Null when there is none, or it became void.</summary>
    public static BucketWorm? Of(BucketSettings settings, DateTimeOffset now)
        => settings.View(SettingName, Read) is { } worm && (worm.IsLocked || now < worm.CreatedAt + TimeToLock) ? worm : null;

    /// <summary>The one in force, by its id.</summary>
    public static BucketWorm Named(OssCall call, string? wormId)
        => Of(call.Settings, call.Clocks.Life.GetUtcNow()) is { } worm && (wormId is null || worm.WormId == wormId)
            ? worm
            : throw OssErrors.NoSuchWORMConfiguration.With(("BucketName", call.Bucket.Name));

    public bool Protects(DateTimeOffset lastModified, DateTimeOffset now) => now < lastModified.AddDays(Days);

    public XElement Document() => new("WormConfiguration",
        new XElement("WormId", WormId),
        new XElement("State", IsLocked ? "Locked" : "InProgress"),
        new XElement("RetentionPeriodInDays", Days),
        new XElement("CreationDate", OssXml.Time(CreatedAt)),
        IsLocked ? null : new XElement("ExpirationDate", OssXml.Time(CreatedAt + TimeToLock)));

    public static async ValueTask<int> ReadDaysAsync(OssCall call, string root, CancellationToken ct)
    {
        const int MaxBody = 4 * 1024;
        var given = await OssXml.ReadAsync(call, root, MaxBody, ct) ?? throw OssXml.Malformed("The body is empty.");
        return Expect.Number(given, "RetentionPeriodInDays", 1, MaxDays);
    }

    /// <summary>Puts it in the place of the one that is there, unless that changed meanwhile.</summary>
    public static async ValueTask ReplaceAsync(OssCall call, BucketWorm? by, CancellationToken ct)
    {
        var before = call.Settings.Find(SettingName);
        await call.ChangeSettingsAsync(
            settings => settings.Find(SettingName) == before
                ? settings.With(SettingName, by?.Document().ToString(SaveOptions.DisableFormatting))
                : throw OssErrors.InvalidWORMConfiguration.Saying("The retention policy was changed by another request."),
            ct);
    }

    private static BucketWorm Read(string text)
    {
        var document = XElement.Parse(text);
        return new(
            Expect.Some(document, "WormId"),
            Expect.Some(document, "State") == "Locked",
            Expect.Number(document, "RetentionPeriodInDays", 1, MaxDays),
            DateTimeOffset.Parse(Expect.Some(document, "CreationDate"), CultureInfo.InvariantCulture));
    }
}

/// <summary>"InitiateBucketWorm". Versions and a retention policy exclude each other.</summary>
internal sealed class InitiateBucketWorm : IOperation<InitiateBucketWorm>
{
    public required int Days { get; init; }

    public static async ValueTask<InitiateBucketWorm> ReadAsync(OssCall call, CancellationToken ct)
        => new() { Days = await BucketWorm.ReadDaysAsync(call, "InitiateWormConfiguration", ct) };

    public static IEnumerable<Demand> Demands(InitiateBucketWorm input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(InitiateBucketWorm input, OssCall call, CancellationToken ct)
    {
        var now = call.Clocks.Life.GetUtcNow();
        if (call.Settings.VersionMode != Storage.VersionMode.Off) throw OssErrors.InvalidWORMConfiguration.Saying("A bucket with versioning can have no retention policy.");
        if (BucketWorm.Of(call.Settings, now) is { } worm)
            throw (worm.IsLocked ? OssErrors.WORMConfigurationLocked : OssErrors.InvalidWORMConfiguration).With(("WormId", worm.WormId));
        var made = new BucketWorm(RandomNumberGenerator.GetHexString(32), IsLocked: false, input.Days, now);
        await BucketWorm.ReplaceAsync(call, made, ct);
        return OssReply.Empty().With("x-oss-worm-id", made.WormId);
    }
}

/// <summary>"CompleteBucketWorm": locks it; from now on it can only be extended.</summary>
internal sealed class CompleteBucketWorm : IPlainOperation<CompleteBucketWorm>
{
    public static IEnumerable<Demand> Demands(CompleteBucketWorm input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(CompleteBucketWorm input, OssCall call, CancellationToken ct)
    {
        var worm = BucketWorm.Named(call, call.Query("wormId"));
        if (worm.IsLocked) throw OssErrors.WORMConfigurationLocked.With(("WormId", worm.WormId));
        await BucketWorm.ReplaceAsync(call, worm with { IsLocked = true }, ct);
        return OssReply.Empty();
    }
}

/// <summary>"ExtendBucketWorm": of a locked one, and never to less.</summary>
internal sealed class ExtendBucketWorm : IOperation<ExtendBucketWorm>
{
    public required int Days { get; init; }

    public static async ValueTask<ExtendBucketWorm> ReadAsync(OssCall call, CancellationToken ct)
        => new() { Days = await BucketWorm.ReadDaysAsync(call, "ExtendWormConfiguration", ct) };

    public static IEnumerable<Demand> Demands(ExtendBucketWorm input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(ExtendBucketWorm input, OssCall call, CancellationToken ct)
    {
        var worm = BucketWorm.Named(call, call.Query("wormId"));
        if (!worm.IsLocked) throw OssErrors.InvalidWORMConfiguration.Saying("Only a locked retention policy can be extended.", ("WormId", worm.WormId));
        if (input.Days < worm.Days)
            throw OssErrors.InvalidWORMConfiguration.Saying("A locked retention policy can only be extended.", ("RetentionPeriodInDays", worm.Days.ToString(CultureInfo.InvariantCulture)));
        await BucketWorm.ReplaceAsync(call, worm with { Days = input.Days }, ct);
        return OssReply.Empty();
    }
}

/// <summary>"AbortBucketWorm": only while it is not locked.</summary>
internal sealed class AbortBucketWorm : IPlainOperation<AbortBucketWorm>
{
    public static IEnumerable<Demand> Demands(AbortBucketWorm input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(AbortBucketWorm input, OssCall call, CancellationToken ct)
    {
        var worm = BucketWorm.Named(call, wormId: null);
        if (worm.IsLocked) throw OssErrors.WORMConfigurationLocked.With(("WormId", worm.WormId));
        await BucketWorm.ReplaceAsync(call, by: null, ct);
        return OssReply.Empty(204);
    }
}

/// <summary>"GetBucketWorm".</summary>
internal sealed class GetBucketWorm : IPlainOperation<GetBucketWorm>
{
    public static IEnumerable<Demand> Demands(GetBucketWorm input, OssCall call) => [Demand.OnBucket(call)];

    public static ValueTask<OssReply> RunAsync(GetBucketWorm input, OssCall call, CancellationToken ct)
        => new(OssReply.Xml(BucketWorm.Named(call, wormId: null).Document()));
}

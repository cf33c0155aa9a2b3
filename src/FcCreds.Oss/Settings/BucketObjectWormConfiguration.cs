using System.Xml.Linq;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Settings;

/// <summary>
/// "PutBucketObjectWormConfiguration": single versions can be retained, and new ones are by default. Cannot be switched off again, and
/// needs versioning. Its time is of the life clock.
/// </summary>
internal sealed class BucketObjectWormConfiguration : IBucketSetting
{
    public static string Name => "objectWorm";

    public static string Root => "ObjectWormConfiguration";

    public static XElement WhenNotSet(OssCall call) => IBucketSetting.Throw(OssErrors.NoSuchObjectWormConfiguration, call);

    /// <summary>Until when what is written now is retained; null when the bucket has no default.</summary>
    public static Retention? DefaultOf(BucketSettings settings, DateTimeOffset now)
        => settings.View(Name, XElement.Parse)?.Element("Rule")?.Element("DefaultRetention") is { } standard ? new(Retention.Compliance, Whole(Until(standard, now))) : null;

    public static XElement Check(XElement given, OssCall call)
    {
        Expect.OneOf(given, "ObjectWormEnabled", "Enabled");
        if (given.Element("Rule") is { } rule) CheckDefault(Expect.Child(rule, "DefaultRetention"));
        // The cloud's codes for these two are not documented.
        if (BucketWorm.Of(call.Settings, call.Clocks.Life.GetUtcNow()) is { } worm)
            throw OssErrors.InvalidRequest.Saying("A bucket with a retention policy can have no object-level retention.", ("WormId", worm.WormId));
        return call.Settings.VersionMode == VersionMode.On
            ? given
            : throw OssErrors.InvalidRequest.Saying("Object-level retention needs versioning to be enabled.", ("BucketName", call.Bucket.Name));
    }

    private static void CheckDefault(XElement retention)
    {
        Expect.OneOf(retention, "Mode", Retention.Compliance);
        if (retention.Elements("Days").Count() + retention.Elements("Years").Count() != 1) throw OssXml.Malformed("A default retention lasts Days or Years.");
        if (retention.Element("Days") is null) Expect.Number(retention, "Years", 1, 100);
        else Expect.Number(retention, "Days", 1, 36_500);
    }

    private static DateTimeOffset Until(XElement retention, DateTimeOffset now)
        => retention.Element("Days") is null ? now.AddYears(Expect.Number(retention, "Years", 1, 100)) : now.AddDays(Expect.Number(retention, "Days", 1, 36_500));

    /// <summary>To the second, as it is told: a client that puts back what it read must not shorten it.</summary>
    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}

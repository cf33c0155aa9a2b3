using System.Text;
using FcCreds.Core.Events;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Oss;

namespace FcCreds.Tests.Fc.Triggers.Oss;

public sealed class OssTriggerTests
{
    [Theory]
    [InlineData("ObjectCreated:PutObject", "source/a.png", true)]
    [InlineData("ObjectCreated:CompleteMultipartUpload", "source/b/c.png", true)]
    [InlineData("ObjectRemoved:DeleteObject", "source/a.png", true)]
    [InlineData("ObjectRemoved:DeleteObjects", "source/a.png", false)]
    [InlineData("ObjectCreated:PutObject", "source/a.jpg", false)]
    [InlineData("ObjectCreated:PutObject", "other/source/a.png", false)]
    public void Events_are_chosen_by_name_prefix_and_suffix(string eventName, string key, bool isWanted)
        => Assert.Equal(isWanted, Read("""{"events":["oss:ObjectCreated:*","oss:ObjectRemoved:DeleteObject"],"filter":{"key":{"prefix":"source/","suffix":".png"}}}""").Wants(eventName, key));

    /// <summary>The page's own examples: <c>source</c> overlaps <c>source1</c> and not <c>1source</c>; nothing given matches all.</summary>
    [Theory]
    [InlineData("source", "", "source1", "", true)]
    [InlineData("source", "", "1source", "", false)]
    [InlineData("", "", "source", ".png", true)]
    [InlineData("a", ".png", "a", ".jpg", false)]
    [InlineData("a", "g", "a", ".png", true)]
    [InlineData("a", "", "b", "", false)]
    public void Overlap_is_judged_by_prefix_and_suffix(string prefix, string suffix, string otherPrefix, string otherSuffix, bool overlaps)
    {
        var one = new OssTriggerSettings { Events = ["oss:ObjectCreated:*"], Prefix = prefix, Suffix = suffix };
        var two = new OssTriggerSettings { Events = ["oss:ObjectCreated:PutObject"], Prefix = otherPrefix, Suffix = otherSuffix };
        Assert.Equal((overlaps, overlaps), (one.Overlaps(two), two.Overlaps(one)));
        Assert.False(one.Overlaps(two with { Events = ["oss:ObjectRemoved:*"] }));
    }

    [Fact]
    public void Eleventh_trigger_of_a_bucket_and_an_overlapping_one_are_objected_to()
    {
        var ten = Enumerable.Range(0, 10).Select(number => Declared($"p{number}/")).ToList();
        Assert.Equal("The bucket 'pictures' has 10 oss triggers, which is the most.", OssTrigger.Objection(Declared("q/"), ten));
        Assert.Equal(OssTrigger.OverlapMessage, OssTrigger.Objection(Declared("p1/more/"), ten));
        Assert.Null(OssTrigger.Objection(Declared("q/"), ten.Skip(1)));
        Assert.Null(OssTrigger.Objection(Declared("p1/") with { SourceArn = "acs:oss:cn-hangzhou:1:other" }, ten));
    }

    [Fact]
    public void Mistakes_in_the_settings_are_told_all_at_once()
    {
        List<SettingsProblem> problems = [];
        OssTriggerSettings.Read("""{"events":["ObjectCreated:PutObject","oss:ObjectCreated:Put"],"filter":{"key":{"prefix":1,"regex":"x"}}}""", problems);
        Assert.Equal(["events[1]", "events[2]", "filter.key.prefix", "filter.key.regex"], problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Contains("'oss:ObjectCreated:PutObject'", problems.First(problem => problem.Path == "events[1]").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_has_the_documented_shape()
    {
        var happened = new ObjectEvent
        {
            EventName = "ObjectCreated:PutObject",
            Bucket = "pictures",
            BucketOwnerId = "1234567890123456",
            Region = "cn-hangzhou",
            Key = "source/é a.png",
            ETag = "ABC",
            Size = 7,
            DeltaSize = -2,
            MimeType = "image/png",
            UserMeta = new Dictionary<string, string> { ["x-oss-meta-k"] = "v" },
            Time = new(2022, 8, 13, 6, 45, 43, 250, TimeSpan.Zero),
            RequestId = "58F9FF2D3DF792092E12044C",
            SourceIpAddress = "1.2.3.4",
            PrincipalId = "20000000",
        };
        Assert.Equal(
            """{"events":[{"eventName":"ObjectCreated:PutObject","eventSource":"acs:oss","eventTime":"2022-08-13T06:45:43.000Z","eventVersion":"1.0","oss":{"bucket":{"arn":"acs:oss:cn-hangzhou:1234567890123456:pictures","name":"pictures","ownerIdentity":"1234567890123456"},"object":{"deltaSize":-2,"eTag":"ABC","key":"source/é a.png","objectMeta":{"mimeType":"image/png","userMeta":{"x-oss-meta-k":"v"}},"size":7},"ossSchemaVersion":"1.0","ruleId":"RULE"},"region":"cn-hangzhou","requestParameters":{"sourceIPAddress":"1.2.3.4"},"responseElements":{"requestId":"58F9FF2D3DF792092E12044C"},"userIdentity":{"principalId":"20000000"}}]}""",
            Encoding.UTF8.GetString(OssTriggerEvent.Of(happened, "RULE")));
    }

    private static OssTriggerSettings Read(string json)
    {
        List<SettingsProblem> problems = [];
        var settings = OssTriggerSettings.Read(json, problems)!;
        Assert.Empty(problems);
        return settings;
    }

    private static TriggerDeclaration Declared(string prefix) => new()
    {
        TriggerName = "t",
        TriggerType = OssTrigger.Type,
        SourceArn = "acs:oss:cn-hangzhou:1234567890123456:pictures",
        TriggerConfig = $$$$"""{"events":["oss:ObjectCreated:*"],"filter":{"key":{"prefix":"{{{{prefix}}}}"}}}""",
    };
}

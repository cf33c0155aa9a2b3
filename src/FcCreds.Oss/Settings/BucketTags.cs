using System.Text;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.Settings;

/// <summary>"PutBucketTags": up to 20, replacing all there were.</summary>
internal sealed class BucketTags : IBucketSetting
{
    private const int MaxTags = 20;
    private const int MaxKeyBytes = 64;
    private const int MaxValueBytes = 128;

    private static readonly string[] ReservedStarts = ["http://", "https://", "Aliyun"];

    public static string Name => "tagging";

    public static string Root => "Tagging";

    public static XElement WhenNotSet(OssCall call) => Document([]);

    public static XElement Document(IEnumerable<XElement> tags) => new(Root, new XElement("TagSet", tags));

    public static XElement Check(XElement given, OssCall call)
    {
        var tags = Expect.Child(given, "TagSet").Elements("Tag").Select(tag => (Key: tag.Element("Key")?.Value ?? "", Value: tag.Element("Value")?.Value ?? "")).ToArray();
        if (tags.Length > MaxTags) throw OssErrors.InvalidBucketTag.Saying($"A bucket has at most {MaxTags} tags.");
        if (tags.DistinctBy(tag => tag.Key).Count() < tags.Length) throw OssErrors.InvalidBucketTag.Saying("Two tags have the same key.");
        foreach (var (key, value) in tags)
        {
            if (key.Length == 0 || Encoding.UTF8.GetByteCount(key) > MaxKeyBytes || ReservedStarts.Any(start => key.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
                throw OssErrors.InvalidBucketTag.Saying($"A key has 1 to {MaxKeyBytes} bytes and does not start with {string.Join(", ", ReservedStarts)}.", ("Key", key));
            if (Encoding.UTF8.GetByteCount(value) > MaxValueBytes) throw OssErrors.InvalidBucketTag.Saying($"A value has at most {MaxValueBytes} bytes.", ("Value", value));
        }
        return Document(tags.Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value))));
    }

    /// <summary>Whether the tags hold this one; a null value is any.</summary>
    public static bool Hold(BucketSettings settings, string key, string? value) => settings.Find(Name) is { } document
        && Of(document).Any(tag => tag.Element("Key")!.Value == key && (value is null || tag.Element("Value")!.Value == value));

    public static IEnumerable<XElement> Of(string document) => XElement.Parse(document, LoadOptions.PreserveWhitespace).Descendants("Tag");
}

/// <summary>"DeleteBucketTags": all of them, or those whose keys <c>tagging=k1,k2</c> names.</summary>
internal sealed class DeleteBucketTags : IOperation<DeleteBucketTags>
{
    public required IReadOnlyList<string> Keys { get; init; }

    public static ValueTask<DeleteBucketTags> ReadAsync(OssCall call, CancellationToken ct)
        => new(new DeleteBucketTags { Keys = (call.Query("tagging") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries) });

    public static IEnumerable<Demand> Demands(DeleteBucketTags input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(DeleteBucketTags input, OssCall call, CancellationToken ct)
    {
        await call.ChangeSettingsAsync(settings => settings.With(BucketTags.Name, Left(settings.Find(BucketTags.Name), input.Keys)), ct);
        return OssReply.Empty(204);
    }

    private static string? Left(string? document, IReadOnlyList<string> keys)
    {
        if (document is null || keys.Count == 0) return null;
        var left = BucketTags.Of(document).Where(tag => !keys.Contains(tag.Element("Key")!.Value)).ToArray();
        return left.Length == 0 ? null : BucketTags.Document(left).ToString(SaveOptions.DisableFormatting);
    }
}

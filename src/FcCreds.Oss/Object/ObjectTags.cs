using System.Buffers;
using System.Globalization;
using System.Xml.Linq;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Oss.Access;

namespace FcCreds.Oss.Object;

internal sealed record ObjectTag(string Key, string Value);

/// <summary>Tags of an object, as a header says them on a write and as a document, with the rules of "Object tagging". Up to ten, each key once.</summary>
internal static class ObjectTags
{
    public const string Header = "x-oss-tagging";

    /// <summary>The condition key of a tag that a request gives; the tag's key follows.</summary>
    private const string RequestCondition = "oss:RequestObjectTag/";
    private const int MaxTags = 10;
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 +-=._:/");

    /// <summary>The header: <c>key1=value1&amp;key2</c>, keys and values URL-encoded. Null when there is none.</summary>
    public static ObjectTag[]? Read(OssCall call)
        => call.Header(Header) is { Length: > 0 } text ? Check(text.Split('&').Select(one => ReadPair(one, text)).ToArray()) : null;

    /// <summary>A <c>Tagging</c> document.</summary>
    public static ObjectTag[] Read(XElement tagging)
    {
        var set = tagging.Element("TagSet") ?? throw OssXml.Malformed("There is no TagSet.");
        return Check(set.Elements("Tag").Select(tag => new ObjectTag(
            tag.Element("Key")?.Value ?? throw OssXml.Malformed("A Tag has no Key."),
            tag.Element("Value")?.Value ?? "")).ToArray());
    }

    public static XElement Write(ObjectTag[]? tags) => new("Tagging",
        new XElement("TagSet", tags?.Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value)))));

    public static void Describe(OssReply reply, ObjectTag[]? tags)
        => reply.With("x-oss-tagging-count", tags is { Length: > 0 } ? tags.Length.ToString(CultureInfo.InvariantCulture) : null);

    /// <summary>The tags of a request, as policies see them.</summary>
    public static IEnumerable<(string Key, string? Value)> Conditions(ObjectTag[]? tags) => tags?.Select(tag => (RequestCondition + tag.Key, (string?)tag.Value)) ?? [];

    /// <summary>A write that tags needs a permission of its own for that.</summary>
    public static IEnumerable<Demand> Demands(OssCall call, ObjectTag[]? tags)
        => tags is null ? [] : [Demand.OnObject(call, AclAccess.Manage, [.. Conditions(tags)]) with { Action = "oss:PutObjectTagging" }];

    private static ObjectTag ReadPair(string pair, string header)
    {
        var parts = pair.Split('=');
        if (parts.Length > 2 || !PercentEncoding.TryDecode(parts[0], out var key) || !PercentEncoding.TryDecode(parts.Length == 2 ? parts[1] : "", out var value))
            throw Invalid(OssErrors.InvalidTagFormat, Header, header);
        return new(key, value);
    }

    private static ObjectTag[] Check(ObjectTag[] tags)
    {
        if (tags.Length > MaxTags) throw Invalid(OssErrors.TooManyTags, "TagCount", tags.Length.ToString(CultureInfo.InvariantCulture));
        foreach (var (key, value) in tags)
        {
            if (key.Length > MaxKeyLength) throw Invalid(OssErrors.TagKeyTooLong, "Key", key);
            if (key.Length == 0 || key.AsSpan().ContainsAnyExcept(Allowed)) throw Invalid(OssErrors.InvalidTag, "Key", key);
            if (value.Length > MaxValueLength || value.AsSpan().ContainsAnyExcept(Allowed)) throw Invalid(OssErrors.InvalidTag, "Value", value);
        }
        var twice = tags.GroupBy(tag => tag.Key, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? tags : throw Invalid(OssErrors.DuplicateTagKey, "Key", twice.Key);
    }

    private static ServiceException Invalid(ServiceError error, string name, string value) => error.With(("ArgumentName", name), ("ArgumentValue", value));
}

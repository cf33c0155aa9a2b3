using System.Collections.Immutable;
using System.Globalization;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>Fields that many replies have.</summary>
internal static class RamFields
{
    public static ReplyField Date(string name, DateTimeOffset time) => ReplyField.Of(name, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>Lists are wrapped twice: <c>Users: { User: […] }</c>.</summary>
    public static ReplyField List(string many, string one, IEnumerable<ReplyField[]> items) => ReplyField.Group(many, ReplyField.List(one, items));

    public static ReplyField Tags(ImmutableSortedDictionary<string, string> tags)
        => List("Tags", "Tag", tags.Select(tag => new[] { ReplyField.Of("TagKey", tag.Key), ReplyField.Of("TagValue", tag.Value) }));
}

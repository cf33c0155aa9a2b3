using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Bucket;

/// <summary>What both versions of the list have in common: how to ask the store, and the entries.</summary>
internal static class ObjectListing
{
    public const int DefaultMaxKeys = 100;

    public static ListQuery Read(OssCall call, string after) => new()
    {
        Bucket = call.Address.Bucket,
        Prefix = Bounded(call, "prefix"),
        Delimiter = Bounded(call, "delimiter"),
        After = after,
        Limit = call.QueryNumber("max-keys", DefaultMaxKeys, 1, 1000),
    };

    /// <summary>As long as a key may be.</summary>
    public static string Bounded(OssCall call, string parameter)
    {
        var value = call.Query(parameter) ?? "";
        return Encoding.UTF8.GetByteCount(value) <= ObjectKey.MaxBytes
            ? value
            : throw OssErrors.BadArgument("The value is longer than an object key may be.", parameter, value);
    }

    public static (string, string?)[] Conditions(OssCall call) => [("oss:Prefix", call.Query("prefix")), ("oss:Delimiter", call.Query("delimiter"))];

    /// <param name="restore">How far a restore of the object is; null for none.</param>
    public static XElement Contents(ObjectVersion version, KeyEncoding encoding, string? owner, string? restore) => new("Contents",
        new XElement("Key", encoding.Of(version.Name.Key)),
        new XElement("LastModified", OssXml.Time(version.LastModified)),
        new XElement("ETag", ObjectHeaders.Quoted(version.Description.ETag)),
        new XElement("Type", version.Description.ObjectType),
        new XElement("Size", version.Length.ToString(CultureInfo.InvariantCulture)),
        new XElement("StorageClass", version.Description.StorageClass),
        restore is null ? null : new XElement("RestoreInfo", restore),
        owner is null ? null : Owner.Element(owner));

    public static IEnumerable<XElement> CommonPrefixes(ObjectPage page, KeyEncoding encoding)
        => page.CommonPrefixes.Select(prefix => new XElement("CommonPrefixes", new XElement("Prefix", encoding.Of(prefix))));
}

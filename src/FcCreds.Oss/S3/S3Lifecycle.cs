using System.Xml.Linq;

namespace FcCreds.Oss.S3;

/// <summary>
/// The two spellings of a lifecycle. S3 puts what a rule is about into one Filter, OSS beside it; S3's
/// <c>AbortIncompleteMultipartUpload/DaysAfterInitiation</c> is OSS's <c>AbortMultipartUpload/Days</c>.
/// </summary>
internal static class S3Lifecycle
{
    public const string Root = "LifecycleConfiguration";

    private static readonly string[] Sizes = ["ObjectSizeGreaterThan", "ObjectSizeLessThan"];

    public static XElement Read(XElement configuration) => new(Root, configuration.Elements("Rule").Select(ReadRule));

    public static XElement Render(XElement configuration) => new(Root, configuration.Elements("Rule").Select(RenderRule));

    private static XElement ReadRule(XElement rule)
    {
        var filter = rule.Element("Filter");
        var about = filter?.Element("And") ?? filter;
        if (rule.Descendants("NewerNoncurrentVersions").Any()) throw OssErrors.NotImplemented.Saying("A lifecycle of OSS does not count versions.", ("Element", "NewerNoncurrentVersions"));
        return new("Rule",
            rule.Element("ID"),
            new XElement("Prefix", rule.Element("Prefix")?.Value ?? about?.Element("Prefix")?.Value ?? ""),
            rule.Element("Status"),
            about?.Elements("Tag"),
            about is not null && Sizes.Any(size => about.Element(size) is not null) ? new XElement("Filter", Sizes.Select(size => about.Element(size))) : null,
            rule.Element("Expiration"),
            Moves(rule, OssClass),
            rule.Element("NoncurrentVersionExpiration"),
            rule.Element("AbortIncompleteMultipartUpload") is { } abort ? new XElement("AbortMultipartUpload", new XElement("Days", abort.Element("DaysAfterInitiation")?.Value)) : null);
    }

    private static XElement RenderRule(XElement rule)
    {
        List<XElement> about =
        [
            new("Prefix", rule.Element("Prefix")?.Value ?? ""),
            .. rule.Elements("Tag"),
            .. Sizes.Select(size => rule.Element("Filter")?.Element(size)).OfType<XElement>(),
        ];
        return new("Rule",
            rule.Element("ID"),
            new XElement("Filter", about.Count == 1 ? about[0] : new XElement("And", about)),
            rule.Element("Status"),
            Dated(rule.Element("Expiration")),
            Moves(rule, S3Names.S3StorageClass).Select(Dated),
            rule.Element("NoncurrentVersionExpiration"),
            rule.Element("AbortMultipartUpload")?.Element("Days") is { } days ? new XElement("AbortIncompleteMultipartUpload", new XElement("DaysAfterInitiation", days.Value)) : null);
    }

    private static IEnumerable<XElement> Moves(XElement rule, Func<string, string> named)
        => rule.Elements("Transition").Concat(rule.Elements("NoncurrentVersionTransition"))
            .Select(move => new XElement(move.Name, move.Elements().Where(part => part.Name != "StorageClass"), new XElement("StorageClass", named(move.Element("StorageClass")?.Value ?? ""))));

    /// <summary>S3 has one kind of date, and no word for OSS's: everything from before it.</summary>
    private static XElement? Dated(XElement? action) => action?.Element("CreatedBeforeDate") is { } date
        ? new(action.Name, action.Elements().Where(part => part != date), new XElement("Date", date.Value))
        : action;

    private static string OssClass(string name) => S3Names.OssValue("x-oss-storage-class", name);
}

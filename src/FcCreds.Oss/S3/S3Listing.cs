using System.Xml.Linq;

namespace FcCreds.Oss.S3;

/// <summary>Lists as S3 writes them.</summary>
internal static class S3Listing
{
    /// <summary>Storage classes by S3's names, and without the elements that S3's schema lacks.</summary>
    public static XElement Objects(XElement result)
    {
        result.Descendants().Where(element => element.Name.LocalName is "Type" or "HashCrc64ecma").Remove();
        foreach (var element in result.Descendants("StorageClass")) element.Value = S3Names.S3StorageClass(element.Value);
        return result;
    }

    public static XElement Buckets(XElement result) => new(result.Name,
        result.Element("Owner"),
        new XElement("Buckets", result.Descendants("Bucket").Select(bucket => new XElement("Bucket",
            bucket.Element("Name"),
            bucket.Element("CreationDate"),
            new XElement("BucketRegion", bucket.Element("Region")?.Value)))),
        result.Element("Prefix"),
        result.Element("NextMarker") is { } next ? new XElement("ContinuationToken", next.Value) : null);
}

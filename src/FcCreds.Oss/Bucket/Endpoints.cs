using System.Xml.Linq;
using FcCreds.Storage;

namespace FcCreds.Oss.Bucket;

/// <summary>Where a bucket is and how it is reached. Clients connect to what they read here, so it is an option.</summary>
internal static class Endpoints
{
    public static IEnumerable<XElement> Elements(OssOptions options, BucketRecord bucket) =>
    [
        new XElement("ExtranetEndpoint", In(options.ExtranetEndpoint, bucket)),
        new XElement("IntranetEndpoint", In(options.IntranetEndpoint, bucket)),
        new XElement("Location", Location(bucket)),
    ];

    public static string Location(BucketRecord bucket) => $"oss-{bucket.Region}";

    private static string In(string pattern, BucketRecord bucket) => pattern.Replace("{region}", bucket.Region, StringComparison.Ordinal);
}

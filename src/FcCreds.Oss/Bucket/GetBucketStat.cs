using System.Globalization;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Bucket;

/// <summary>"GetBucketStat": as things are now; the cloud's numbers are an hour old.</summary>
internal sealed class GetBucketStat : IPlainOperation<GetBucketStat>
{
    /// <summary>Storage classes by the names that the elements start with, and whether these tell a billed size too.</summary>
    private static readonly (string StorageClass, string Element, bool HasRealStorage)[] Classes =
    [
        (StorageClass.Standard, "Standard", false),
        ("IA", "InfrequentAccess", true),
        ("Archive", "Archive", true),
        ("ColdArchive", "ColdArchive", true),
        ("DeepColdArchive", "DeepColdArchive", true),
    ];

    public static IEnumerable<Demand> Demands(GetBucketStat input, OssCall call) => [Demand.OnBucket(call)];

    public static async ValueTask<OssReply> RunAsync(GetBucketStat input, OssCall call, CancellationToken ct)
    {
        var usage = await call.Store.UsageAsync(call.Bucket.Name, ct);
        var uploads = await call.Store.Documents.ListAsync($"bucket/{call.Bucket.Name}/uploads/", ct);
        return OssReply.Xml(new XElement("BucketStat",
            Number("Storage", usage.Classes.Sum(one => one.Bytes)),
            Number("ObjectCount", usage.Classes.Sum(one => one.Objects)),
            Number("MultipartUploadCount", uploads.Count),
            Number("LiveChannelCount", call.Settings.All(LiveChannel.Kind).Count()),
            Number("LastModifiedTime", call.Clocks.Wire.GetUtcNow().ToUnixTimeSeconds()),
            Classes.SelectMany(one => Elements(one, usage.Classes.FirstOrDefault(used => used.StorageClass == one.StorageClass))),
            Number("DeleteMarkerCount", usage.DeleteMarkers)));
    }

    /// <summary>The cloud bills small objects of the colder classes as 64 KiB each, and calls the sum storage; what lies there is the real storage.</summary>
    private static IEnumerable<XElement> Elements((string StorageClass, string Element, bool HasRealStorage) one, ClassUsage? used)
    {
        yield return Number($"{one.Element}Storage", used?.Bytes ?? 0);
        if (one.HasRealStorage) yield return Number($"{one.Element}RealStorage", used?.Bytes ?? 0);
        yield return Number($"{one.Element}ObjectCount", used?.Objects ?? 0);
    }

    private static XElement Number(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));
}

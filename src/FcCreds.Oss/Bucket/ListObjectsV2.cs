using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FcCreds.Oss.Access;
using FcCreds.Oss.Api;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Bucket;

/// <summary>"ListObjectsV2 (GetBucketV2)": by an opaque token, which wins over <c>start-after</c>.</summary>
internal sealed class ListObjectsV2 : IOperation<ListObjectsV2>
{
    private const string TokenParameter = "continuation-token";

    public required ListQuery Asked { get; init; }

    public required KeyEncoding Encoding { get; init; }

    public required string StartAfter { get; init; }

    public required bool WithOwner { get; init; }

    public static string Parameters => $"prefix delimiter max-keys encoding-type start-after fetch-owner {TokenParameter}";

    public static ValueTask<ListObjectsV2> ReadAsync(OssCall call, CancellationToken ct)
    {
        var startAfter = ObjectListing.Bounded(call, "start-after");
        return new(new ListObjectsV2
        {
            Asked = ObjectListing.Read(call, call.Query(TokenParameter) is { Length: > 0 } token ? KeyOf(token) : startAfter),
            Encoding = KeyEncoding.Read(call),
            StartAfter = startAfter,
            WithOwner = call.Query("fetch-owner") == "true",
        });
    }

    public static IEnumerable<Demand> Demands(ListObjectsV2 input, OssCall call) => [Demand.OnBucket(call, ObjectListing.Conditions(call))];

    public static async ValueTask<OssReply> RunAsync(ListObjectsV2 input, OssCall call, CancellationToken ct)
    {
        var (asked, encoding) = (input.Asked, input.Encoding);
        var page = await call.Store.ListAsync(asked, ct);
        var restores = await RestoreState.OfAsync(call, page.Objects, ct);
        return OssReply.Xml(new XElement("ListBucketResult",
            new XElement("Name", asked.Bucket),
            new XElement("Prefix", encoding.Of(asked.Prefix)),
            new XElement("MaxKeys", asked.Limit.ToString(CultureInfo.InvariantCulture)),
            new XElement("Delimiter", encoding.Of(asked.Delimiter)),
            encoding.Element(),
            input.StartAfter.Length == 0 ? null : new XElement("StartAfter", encoding.Of(input.StartAfter)),
            call.Query(TokenParameter) is { Length: > 0 } token ? new XElement("ContinuationToken", token) : null,
            new XElement("IsTruncated", page.Next is null ? "false" : "true"),
            page.Next is null ? null : new XElement("NextContinuationToken", TokenOf(page.Next)),
            new XElement("KeyCount", (page.Objects.Count + page.CommonPrefixes.Count).ToString(CultureInfo.InvariantCulture)),
            page.Objects.Select(version => ObjectListing.Contents(version, encoding, input.WithOwner ? call.Bucket.OwnerAccountId : null, restores.GetValueOrDefault(version.Name.Key))),
            ObjectListing.CommonPrefixes(page, encoding)));
    }

    private static string TokenOf(string key) => Convert.ToBase64String(Encoding8.GetBytes(key));

    private static string KeyOf(string token)
    {
        try
        {
            return Encoding8.GetString(Convert.FromBase64String(token));
        }
        catch (Exception mistake) when (mistake is FormatException or DecoderFallbackException)
        {
            throw OssErrors.BadArgument("The continuation token provided is incorrect.", TokenParameter, token);
        }
    }

    private static readonly UTF8Encoding Encoding8 = new(false, throwOnInvalidBytes: true);
}

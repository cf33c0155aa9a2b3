using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Http;
using FcCreds.Oss.Api;

namespace FcCreds.Oss.ObjectProcess;

/// <summary>
/// What the function of an Object FC Access Point is called with. The vendor's samples read getObjectContext; userRequest is a guess,
/// after S3 Object Lambda's event, without which no function could know the range that is asked for.
/// </summary>
internal sealed record ObjectProcessEvent(GetObjectContext GetObjectContext, UserRequest UserRequest)
{
    private static readonly NameSet Withheld = new("""
        Authorization Cookie x-oss-security-token x-amz-security-token OSSAccessKeyId AWSAccessKeyId Signature Expires security-token
        x-oss-signature* x-oss-credential x-oss-expires X-Amz-Signature X-Amz-Credential X-Amz-Expires
        """.ReplaceLineEndings(" "));

    public static byte[] Of(OssCall call, GetObjectContext context)
        => JsonSerializer.SerializeToUtf8Bytes(new ObjectProcessEvent(context, RequestOf(call.Received)), ObjectProcessJson.Default.ObjectProcessEvent);

    /// <summary>Without what the reader signed it with: a function must not be able to act as its reader.</summary>
    private static UserRequest RequestOf(WireRequest wire)
    {
        var query = string.Join('&', wire.Query.Where(one => !Withheld.Contains(one.Name))
            .Select(one => PercentEncoding.Encode(one.Name) + (one.Value is null ? "" : "=" + PercentEncoding.Encode(one.Value))));
        var headers = wire.Headers.Where(one => !Withheld.Contains(one.Name)).GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase);
        return new($"{wire.Scheme}://{wire.Host}{wire.RawPath}{(query.Length == 0 ? "" : "?" + query)}", headers.ToDictionary(same => same.Key, same => string.Join(',', same.Select(one => one.Value))));
    }
}

/// <summary>Where the object is read, and where and with what the answer is sent.</summary>
internal sealed record GetObjectContext(string InputOssUrl, string OutputRoute, string OutputToken);

/// <summary>What the reader asked.</summary>
internal sealed record UserRequest(string Url, IReadOnlyDictionary<string, string> Headers);

// Header names are keys and stay as they came.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ObjectProcessEvent))]
internal sealed partial class ObjectProcessJson : JsonSerializerContext;

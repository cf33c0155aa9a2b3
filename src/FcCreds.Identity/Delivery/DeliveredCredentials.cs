using System.Globalization;
using System.Text.Json.Serialization;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Upstream;

namespace FcCreds.Identity.Delivery;

/// <summary>
/// Credentials as a credentials URI and the metadata service answer them: the union of what the SDKs demand. Java, Python, C# and
/// the aliyun command line want <c>Code</c>; all of them read <c>Expiration</c> by the one layout <c>yyyy-MM-ddTHH:mm:ssZ</c>.
/// </summary>
internal sealed record DeliveredCredentials
{
    public string Code { get; init; } = "Success";

    public required string AccessKeyId { get; init; }

    public required string AccessKeySecret { get; init; }

    public required string SecurityToken { get; init; }

    public required string Expiration { get; init; }

    public required string LastUpdated { get; init; }

    /// <summary>Of no SDK's: says that they work in the real cloud.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Real { get; init; }

    public static DeliveredCredentials Of(SessionCredentials session) => new()
    {
        AccessKeyId = session.AccessKeyId,
        AccessKeySecret = session.AccessKeySecret.Value,
        SecurityToken = session.SecurityToken.Value,
        Expiration = Time(session.Claims.ExpiresAt),
        LastUpdated = Time(session.Claims.IssuedAt),
    };

    public static DeliveredCredentials Of(UpstreamCredentials real) => new()
    {
        AccessKeyId = real.AccessKeyId,
        AccessKeySecret = real.AccessKeySecret.Value,
        SecurityToken = real.SecurityToken.Value,
        Expiration = Time(real.Expiration),
        LastUpdated = Time(real.IssuedAt),
        Real = true,
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Why there are none.</summary>
internal sealed record DeliveryRefusal(string Code, string Message);

[JsonSerializable(typeof(DeliveredCredentials))]
[JsonSerializable(typeof(DeliveryRefusal))]
internal sealed partial class DeliveryJson : JsonSerializerContext;

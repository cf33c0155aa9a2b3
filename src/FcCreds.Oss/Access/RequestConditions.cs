using System.Globalization;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;

namespace FcCreds.Oss.Access;

/// <summary>The condition keys that every request has.</summary>
internal static class RequestConditions
{
    public static PolicyConditions Of(OssCall call, Clocks clocks) => new(
    [
        KeyValuePair.Create("acs:SourceIp", call.Wire.SourceIp),
        KeyValuePair.Create("acs:UserAgent", call.Header("User-Agent") ?? ""),
        KeyValuePair.Create("acs:CurrentTime", clocks.Wire.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        KeyValuePair.Create("acs:SecureTransport", call.Wire.IsSecure ? "true" : "false"),
        KeyValuePair.Create("acs:AccessId", call.Caller.AccessKeyId),
    ]);
}

using System.Globalization;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;

namespace FcCreds.Identity.Rpc;

/// <summary>The condition keys that every request has.</summary>
internal static class RpcConditions
{
    public static PolicyConditions Of(RpcRequest request, Clocks clocks)
    {
        Dictionary<string, string> values = new()
        {
            ["acs:SourceIp"] = request.Wire.SourceIp,
            ["acs:SecureTransport"] = request.Wire.IsSecure ? "true" : "false",
            ["acs:CurrentTime"] = clocks.Wire.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["acs:MFAPresent"] = "false",
        };
        if (request.Wire.Header("User-Agent") is { } agent) values["acs:UserAgent"] = agent;
        return new(values);
    }
}

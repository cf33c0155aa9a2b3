using System.Globalization;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;

namespace FcCreds.Identity.Sts;

/// <summary>The condition keys of an AssumeRole request.</summary>
internal static class StsConditions
{
    public static PolicyConditions Of(StsRequest request, AssumeRoleParameters parameters, Clocks clocks)
    {
        Dictionary<string, string> values = new()
        {
            ["acs:SourceIp"] = request.Wire.SourceIp,
            ["acs:SecureTransport"] = request.Wire.IsSecure ? "true" : "false",
            ["acs:CurrentTime"] = clocks.Wire.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["acs:MFAPresent"] = "false",
            ["sts:RoleSessionName"] = parameters.RoleSessionName,
        };
        if (request.Wire.Header("User-Agent") is { } agent) values["acs:UserAgent"] = agent;
        if (parameters.ExternalId is { } externalId) values["sts:ExternalId"] = externalId;
        if (parameters.SourceIdentity is { } identity) values["sts:SourceIdentity"] = identity;
        return new(values);
    }
}

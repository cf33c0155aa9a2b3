using System.Collections.Frozen;

namespace FcCreds.Core.Policy.Lint;

/// <summary>The condition keys of "Authorization syntax and elements" (OSS), "Policy elements" (RAM), "Policies and sample policies" (FC) and AssumeRole.</summary>
internal static class ConditionKeys
{
    private static readonly FrozenDictionary<string, ConditionType> Types = new Dictionary<string, ConditionType>
    {
        ["acs:SourceIp"] = ConditionType.Address,
        ["acs:SourceVpcIp"] = ConditionType.Address,
        ["acs:SourceVpc"] = ConditionType.Text,
        ["acs:SourceVpcId"] = ConditionType.Text,
        ["acs:UserAgent"] = ConditionType.Text,
        ["acs:AccessId"] = ConditionType.Text,
        ["acs:PrincipalARN"] = ConditionType.Text,
        ["acs:CurrentTime"] = ConditionType.Date,
        ["acs:SecureTransport"] = ConditionType.Truth,
        ["acs:MFAPresent"] = ConditionType.Truth,
        ["acs:Service"] = ConditionType.Text,
        ["fc:EnableServiceInternetAccess"] = ConditionType.Text,
        ["fc:EnableServiceSLSLogging"] = ConditionType.Text,
        ["fc:EnableHTTPTriggerInternet"] = ConditionType.Text,
        ["fc:EnableHTTPTriggerAnonymous"] = ConditionType.Text,
        ["fc:EnableCustomDomainHTTP"] = ConditionType.Text,
        ["oss:Prefix"] = ConditionType.Text,
        ["oss:Delimiter"] = ConditionType.Text,
        ["oss:x-oss-acl"] = ConditionType.Text,
        ["oss:x-oss-object-acl"] = ConditionType.Text,
        ["oss:object-remaining-retention-days"] = ConditionType.Number,
        ["oss:DataAccessPointArn"] = ConditionType.Text,
        ["oss:DataAccessPointAccount"] = ConditionType.Text,
        ["oss:AccessPointNetworkOrigin"] = ConditionType.Text,
        ["sts:ExternalId"] = ConditionType.Text,
        ["sts:SourceIdentity"] = ConditionType.Text,
        ["sts:RoleSessionName"] = ConditionType.Text,
        ["saml:recipient"] = ConditionType.Text,
        ["oidc:iss"] = ConditionType.Text,
        ["oidc:aud"] = ConditionType.Text,
        ["oidc:sub"] = ConditionType.Text,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What follows is the tag's name.</summary>
    private static readonly string[] OfTags = ["oss:BucketTag/", "oss:ExistingObjectTag/", "oss:RequestObjectTag/", "acs:RequestTag/", "acs:ResourceTag/"];

    private static readonly string[] Services = ["acs:", "oss:", "sts:", "fc:", "saml:", "oidc:"];

    /// <summary>Null for keys that are not known; of other services none is.</summary>
    public static ConditionType? TypeOf(string key)
        => Types.TryGetValue(key, out var type) ? type : Array.Exists(OfTags, prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? ConditionType.Text : null;

    public static bool IsOfKnownService(string key) => Array.Exists(Services, service => key.StartsWith(service, StringComparison.OrdinalIgnoreCase));

    /// <summary>Only requests that list objects have these.</summary>
    public static bool IsOfListings(string key) => key.Equals("oss:Prefix", StringComparison.OrdinalIgnoreCase) || key.Equals("oss:Delimiter", StringComparison.OrdinalIgnoreCase);

    /// <summary>The key that was probably meant.</summary>
    public static string? Nearest(string written) => Spelling.Nearest(written, Types.Keys.Order(StringComparer.Ordinal));
}

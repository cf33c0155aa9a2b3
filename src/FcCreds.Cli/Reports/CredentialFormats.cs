using System.Text.Json.Serialization;

namespace FcCreds.Cli.Reports;

/// <summary>As STS names them, and as the credential process of the OSS SDKs v2 wants them.</summary>
internal sealed record StsCredentials(
    [property: JsonPropertyName("AccessKeyId")] string AccessKeyId,
    [property: JsonPropertyName("AccessKeySecret")] string AccessKeySecret,
    [property: JsonPropertyName("SecurityToken")] string SecurityToken,
    [property: JsonPropertyName("Expiration")] string Expiration);

/// <summary>What the cloud's command line reads from an external program ("External" mode).</summary>
internal sealed record CliProfile(
    string Mode,
    [property: JsonPropertyName("access_key_id")] string AccessKeyId,
    [property: JsonPropertyName("access_key_secret")] string AccessKeySecret,
    [property: JsonPropertyName("sts_token")] string StsToken,
    string Expiration);

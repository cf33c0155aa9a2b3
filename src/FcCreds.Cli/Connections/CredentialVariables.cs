using FcCreds.Server.Control;

namespace FcCreds.Cli.Connections;

/// <summary>Credentials under the names that the SDKs read: those of the OSS SDKs v2 are not those of all others.</summary>
internal static class CredentialVariables
{
    /// <summary>Would bring somebody else's credentials in, the developer's own among them.</summary>
    public static readonly IReadOnlyList<string> Foreign =
    [
        "ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE", "ALIBABA_CLOUD_ROLE_SESSION_NAME", "ALIBABA_CLOUD_CREDENTIALS_URI",
        "ALIBABA_CLOUD_CREDENTIALS_FILE", "ALIBABA_CLOUD_ECS_METADATA_DISABLED", "ALIBABA_CLOUD_PROFILE", "ALIBABA_CLOUD_CONFIG_FILE", "ALIBABA_CLOUD_ECS_METADATA",
        "ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN", "ALICLOUD_ACCESS_KEY_ID",
        "ALICLOUD_ACCESS_KEY_SECRET", "ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN",
        "ACCESS_KEY_ID", "ACCESS_KEY_SECRET", "SECURITY_TOKEN",
    ];

    /// <summary>The names that <see cref="Of"/> sets.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN",
        "OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN",
    ];

    public static Dictionary<string, string> Of(CredentialReply credentials) => new()
    {
        ["ALIBABA_CLOUD_ACCESS_KEY_ID"] = credentials.AccessKeyId,
        ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = credentials.AccessKeySecret,
        ["ALIBABA_CLOUD_SECURITY_TOKEN"] = credentials.SecurityToken,
        ["OSS_ACCESS_KEY_ID"] = credentials.AccessKeyId,
        ["OSS_ACCESS_KEY_SECRET"] = credentials.AccessKeySecret,
        ["OSS_SESSION_TOKEN"] = credentials.SecurityToken,
    };
}

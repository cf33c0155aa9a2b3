using FcCreds.Cli.Usage;
using FcCreds.Core.Signing;
using FcCreds.Identity.Upstream;

namespace FcCreds.Cli.Connections;

/// <summary>What must not be an option, since command lines are for everyone to read.</summary>
internal static class InheritedSecrets
{
    public static SigningKey? RootAccessKey()
    {
        var id = Read("FCCREDS_ROOT_ACCESS_KEY_ID");
        var secret = Read("FCCREDS_ROOT_ACCESS_KEY_SECRET");
        if (id is null != secret is null) throw CliFailure.Usage("FCCREDS_ROOT_ACCESS_KEY_ID and FCCREDS_ROOT_ACCESS_KEY_SECRET go together; only one is set.");
        return id is null ? null : new(id, new(secret!));
    }

    public static string? ControlToken() => Read("FCCREDS_CONTROL_TOKEN");

    public static string? SealingKeys() => Read("FCCREDS_SEALING_KEYS");

    public static string? S3SecretAccessKey() => Read("FCCREDS_S3_SECRET_ACCESS_KEY");

    /// <summary>The user's own key in the real cloud, under the names that the SDKs read.</summary>
    public static SigningKey? CloudAccessKey()
    {
        var (id, secret) = (Read("ALIBABA_CLOUD_ACCESS_KEY_ID"), Read("ALIBABA_CLOUD_ACCESS_KEY_SECRET"));
        if (id is null || secret is null) return null;
        return new(id, new(secret), Read("ALIBABA_CLOUD_SECURITY_TOKEN") is { } token ? new(token) : null);
    }

    /// <summary>The token that a cluster keeps fresh in a pod, under the names that the SDKs read.</summary>
    public static UpstreamOidcToken? CloudOidcToken()
        => (Read("ALIBABA_CLOUD_OIDC_PROVIDER_ARN"), Read("ALIBABA_CLOUD_OIDC_TOKEN_FILE")) is ({ } provider, { } file) ? new(provider, file) : null;

    /// <summary>This machine's role in the real cloud; the SDKs read its name from the same variable.</summary>
    public static UpstreamMetadata CloudMetadata() => new() { RoleName = Read("ALIBABA_CLOUD_ECS_METADATA") };

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}

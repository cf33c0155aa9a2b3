namespace FcCreds.Server.Configuration;

/// <summary>Every key that <c>fccreds.yaml</c> knows, by section; <c>fccreds.schema.json</c> has the same (a test compares them).</summary>
internal static class ConfigurationKeys
{
    public static readonly IReadOnlyList<string> Account =
        ["account", "region", "rootAccessKey", "users", "groups", "roles", "policies", "oidcProviders", "samlProviders", "buckets", "functions", "customDomains"];

    /// <summary>The flat form is one account written at the top.</summary>
    public static readonly IReadOnlyList<string> Root = ["accounts", .. Account];

    public static readonly IReadOnlyList<string> AccessKey = ["id", "secret", "status"];

    public static readonly IReadOnlyList<string> User = ["name", "displayName", "comments", "accessKeys", "groups", "policies"];

    public static readonly IReadOnlyList<string> Group = ["name", "comments", "policies"];

    public static readonly IReadOnlyList<string> Role = ["name", "description", "trust", "policies", "maxSessionDuration"];

    public static readonly IReadOnlyList<string> Policy = ["name", "description", "document"];

    public static readonly IReadOnlyList<string> OidcProvider = ["name", "description", "issuer", "clientIds", "fingerprints", "issuanceLimitTime", "jwks", "local"];

    public static readonly IReadOnlyList<string> SamlProvider = ["name", "description", "metadata"];

    public static readonly IReadOnlyList<string> Bucket = ["name", "acl", "policy", "seed"];

    public static readonly IReadOnlyList<string> Function =
    [
        "name", "description", "runtime", "handler", "code", "role", "timeout", "memorySize", "environmentVariables",
        "instanceLifecycleConfig", "layers", "customRuntimeConfig", "instanceConcurrency", "disableInjectCredentials", "asyncInvokeConfig",
        "triggers",
    ];

    public static readonly IReadOnlyList<string> LifecycleConfig = ["initializer", "preStop"];

    public static readonly IReadOnlyList<string> LifecycleHook = ["handler", "timeout"];

    public static readonly IReadOnlyList<string> CustomRuntimeConfig = ["command", "args", "port", "healthCheckConfig"];

    public static readonly IReadOnlyList<string> HealthCheckConfig =
        ["httpGetUrl", "initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold"];

    /// <summary>As in <c>s.yaml</c>.</summary>
    public static readonly IReadOnlyList<string> Trigger =
        ["triggerName", "triggerType", "description", "qualifier", "sourceArn", "invocationRole", "triggerConfig"];

    /// <summary>As in <c>s.yaml</c> and the API.</summary>
    public static readonly IReadOnlyList<string> CustomDomain = Fc.Domains.CustomDomain.Keys;

    /// <summary>Sections by the name of their definition in the schema.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Sections = new Dictionary<string, IReadOnlyList<string>>
    {
        ["account"] = Account,
        ["accessKey"] = AccessKey,
        ["user"] = User,
        ["group"] = Group,
        ["role"] = Role,
        ["policy"] = Policy,
        ["oidcProvider"] = OidcProvider,
        ["samlProvider"] = SamlProvider,
        ["bucket"] = Bucket,
        ["function"] = Function,
        ["lifecycleConfig"] = LifecycleConfig,
        ["lifecycleHook"] = LifecycleHook,
        ["customRuntimeConfig"] = CustomRuntimeConfig,
        ["healthCheckConfig"] = HealthCheckConfig,
        ["trigger"] = Trigger,
        ["customDomain"] = CustomDomain,
    };
}

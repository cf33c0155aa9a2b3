namespace FcCreds.Server.Configuration;

/// <summary>Every key that <c>fccreds.yaml</c> knows, by section; <c>fccreds.schema.json</c> has the same (a test compares them).</summary>
internal static class ConfigurationKeys
{
    public static readonly IReadOnlyList<string> Account =
        ["account", "region", "rootAccessKey", "users", "roles", "policies", "buckets", "functions"];

    /// <summary>The flat form is one account written at the top.</summary>
    public static readonly IReadOnlyList<string> Root = ["accounts", .. Account];

    public static readonly IReadOnlyList<string> AccessKey = ["id", "secret", "status"];

    public static readonly IReadOnlyList<string> User = ["name", "accessKeys", "policies"];

    public static readonly IReadOnlyList<string> Role = ["name", "description", "trust", "policies", "maxSessionDuration"];

    public static readonly IReadOnlyList<string> Policy = ["name", "document"];

    public static readonly IReadOnlyList<string> Bucket = ["name", "acl", "policy", "seed"];

    public static readonly IReadOnlyList<string> Function =
    [
        "name", "description", "runtime", "handler", "code", "role", "timeout", "memorySize", "environmentVariables",
        "instanceLifecycleConfig", "triggers",
    ];

    public static readonly IReadOnlyList<string> LifecycleConfig = ["initializer"];

    public static readonly IReadOnlyList<string> LifecycleHook = ["handler", "timeout"];

    /// <summary>As in <c>s.yaml</c>.</summary>
    public static readonly IReadOnlyList<string> Trigger =
        ["triggerName", "triggerType", "description", "qualifier", "sourceArn", "invocationRole", "triggerConfig"];

    /// <summary>Sections by the name of their definition in the schema.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Sections = new Dictionary<string, IReadOnlyList<string>>
    {
        ["account"] = Account,
        ["accessKey"] = AccessKey,
        ["user"] = User,
        ["role"] = Role,
        ["policy"] = Policy,
        ["bucket"] = Bucket,
        ["function"] = Function,
        ["lifecycleConfig"] = LifecycleConfig,
        ["lifecycleHook"] = LifecycleHook,
        ["trigger"] = Trigger,
    };
}

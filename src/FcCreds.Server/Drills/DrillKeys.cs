namespace FcCreds.Server.Drills;

/// <summary>Every key that a drill file knows, by section; <c>fccreds-drill.schema.json</c> has the same (a test compares them).</summary>
internal static class DrillKeys
{
    public static readonly string[] Root = ["drill", "description", "correct", "catches", "suites", "config", "clock", "target", "passes-with", "fails-with", "credentials", "load", "timeline", "expect"];
    public static readonly string[] Target = ["http", "function", "command", "method", "body", "environment"];
    public static readonly string[] Credentials = ["role", "user", "via", "duration"];
    public static readonly string[] Load = ["rate", "concurrency", "duration"];
    public static readonly string[] Moment =
    [
        "at", "expire", "revoke", "fault", "throttle", "clear", "rotate-key", "detach-policy", "attach-policy", "delete-role", "set-trust", "set-max-session", "narrow",
        "metadata", "skew", "advance", "rotate-sealing-key", "renew-oidc-token",
    ];

    public static readonly string[] Role = ["role"];
    public static readonly string[] Fault =
        ["operation", "principal", "probability", "times", "for", "latency", "status", "code", "retry-after", "reset", "truncate", "after-effect", "deliver"];

    public static readonly string[] Throttle = ["operation", "principal", "for", "retry-after", "probability", "times"];
    public static readonly string[] Clear = ["operation"];
    public static readonly string[] RotateKey = ["user", "step"];
    public static readonly string[] DetachPolicy = ["role", "policy"];
    public static readonly string[] DeleteRole = ["role", "recreate"];
    public static readonly string[] SetTrust = ["role", "service"];
    public static readonly string[] SetMaxSession = ["role", "duration"];
    public static readonly string[] Metadata = ["v2-only", "role"];
    public static readonly string[] By = ["by"];
    public static readonly string[] SealingKey = ["retire"];
    public static readonly string[] None = [];
    public static readonly string[] Expect =
        ["success", "codes", "operations", "recover", "stale-uses", "assume-role", "fetches", "old-credential-refused", "suggests-policy"];

    /// <summary>By their names in the schema.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Sections = new Dictionary<string, string[]>
    {
        ["drill"] = Root,
        ["target"] = Target,
        ["credentials"] = Credentials,
        ["load"] = Load,
        ["moment"] = Moment,
        ["role"] = Role,
        ["fault"] = Fault,
        ["throttle"] = Throttle,
        ["clear"] = Clear,
        ["rotateKey"] = RotateKey,
        ["rolePolicy"] = DetachPolicy,
        ["deleteRole"] = DeleteRole,
        ["setTrust"] = SetTrust,
        ["setMaxSession"] = SetMaxSession,
        ["metadata"] = Metadata,
        ["by"] = By,
        ["sealingKey"] = SealingKey,
        ["expect"] = Expect,
    };
}

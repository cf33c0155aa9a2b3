using FcCreds.Fc.Async;
using FcCreds.Fc.Runtimes;
using FcCreds.Fc.Triggers;

namespace FcCreds.Fc;

/// <summary>A function as configuration, <c>s.yaml</c> or the command line declares it; names and defaults are FC 3.0's.</summary>
internal sealed record FunctionDeclaration
{
    public required string Name { get; init; }

    /// <summary>16 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>Such as <c>cn-shenzhen</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Number of a published version, or <c>LATEST</c>.</summary>
    public string VersionId { get; init => field = value ?? CataloguedFunction.Latest; } = CataloguedFunction.Latest;

    /// <summary>FC's runtime id, such as <c>python3.10</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary><c>file.function</c>; the file part may hold folders.</summary>
    public required string Handler { get; init; }

    /// <summary>Absolute path of the code folder, FC's <c>/code</c>.</summary>
    public required string CodePath { get; init; }

    /// <summary>Where the code is fetched from when the function is first called, unless it lies in a folder.</summary>
    public CodeObject? CodeObject { get; init; }

    /// <summary>The role whose credentials the handler gets; null for a function without a role.</summary>
    public string? RoleArn { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>MB.</summary>
    public int MemorySize { get; init; } = 512;

    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = new Dictionary<string, string>();

    public string Description { get; init; } = "";

    /// <summary>Called once per instance, before its first invocation.</summary>
    public LifecycleHook? Initializer { get; init; }

    /// <summary>Called before an instance is destroyed that is still well.</summary>
    public LifecycleHook? PreStop { get; init; }

    /// <summary>Absolute paths of unpacked layers, which FC merges into <c>/opt</c>; a file of the first one wins.</summary>
    public IReadOnlyList<string> Layers { get; init => field = value ?? []; } = [];

    /// <summary>How a custom runtime is started; null means <c>/code/bootstrap</c> on port 9000.</summary>
    public CustomRuntimeConfig? CustomRuntimeConfig { get; init; }

    /// <summary>Calls that one instance serves at a time; more than one for custom runtimes only.</summary>
    public int InstanceConcurrency { get; init => field = Math.Max(1, value); } = 1;

    /// <summary>The ways by which the role's credentials do not reach the function.</summary>
    public CredentialChannels DisableInjectCredentials { get; init; }

    /// <summary>A debugger may attach there: the first call waits for it, no time limit counts, nothing is frozen. Null for none.</summary>
    public int? DebugPort { get; init; }

    /// <summary>How async invocations of the function as it is now are treated; null for the defaults.</summary>
    public AsyncInvokeConfig? AsyncInvokeConfig { get; init; }

    /// <summary>Names are unique within the function.</summary>
    public IReadOnlyList<TriggerDeclaration> Triggers { get; init => field = value ?? []; } = [];

    /// <summary><c>acs:fc:region:acct:functions/name</c>.</summary>
    public string Arn => $"acs:fc:{Region}:{AccountId}:functions/{Name}";
}

/// <summary>A zip in a bucket of the function's account.</summary>
internal sealed record CodeObject(string Bucket, string Key);

/// <summary>A function of the user's that runs at a moment of an instance's life.</summary>
internal sealed record LifecycleHook(string Handler, TimeSpan Timeout);

/// <summary>Values of <c>disableInjectCredentials</c>; what each switches off is read from its name, no page tells.</summary>
[Flags]
internal enum CredentialChannels
{
    None = 0,

    /// <summary>The variables.</summary>
    Env = 1,

    /// <summary>The context, or the headers of each request.</summary>
    Request = 2,

    All = Env | Request,
}

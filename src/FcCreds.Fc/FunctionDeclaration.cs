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

    /// <summary>The role whose credentials the handler gets; null for a function without a role.</summary>
    public string? RoleArn { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>MB.</summary>
    public int MemorySize { get; init; } = 512;

    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = new Dictionary<string, string>();

    public string Description { get; init; } = "";

    public FunctionInitializer? Initializer { get; init; }

    /// <summary>Names are unique within the function.</summary>
    public IReadOnlyList<TriggerDeclaration> Triggers { get; init => field = value ?? []; } = [];

    /// <summary><c>acs:fc:region:acct:functions/name</c>.</summary>
    public string Arn => $"acs:fc:{Region}:{AccountId}:functions/{Name}";
}

/// <summary>Called once per instance, before its first invocation.</summary>
internal sealed record FunctionInitializer(string Handler, TimeSpan Timeout);

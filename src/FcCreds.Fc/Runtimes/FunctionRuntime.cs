namespace FcCreds.Fc.Runtimes;

/// <summary>What runs the handlers of a runtime.</summary>
internal enum RuntimeFamily
{
    Python,
    NodeJs,

    /// <summary>An executable that speaks the runtime API.</summary>
    Go,

    /// <summary>A web server of the user's.</summary>
    Custom,
}

/// <summary>One of FC's runtimes and what sets it apart (protocol pages of the runtimes).</summary>
internal sealed record FunctionRuntime(string Id, RuntimeFamily Family, Version Version)
{
    /// <summary>False where credentials reach the handler by environment only.</summary>
    public bool GivesCredentialsPerCall { get; init; } = true;

    /// <summary>The variable that tells the function's version: its name changed with Debian 11.</summary>
    public string VersionVariable { get; init; } = "FC_VER_ID";

    /// <summary>Its functions are web servers: web requests reach them as they are, and one instance may serve several at a time.</summary>
    public bool IsWebServer => Family == RuntimeFamily.Custom;

    /// <summary>Ours speaks for it; others tell nothing of the end of a call's output and of their memory.</summary>
    public bool HasOwnBootstrap => Family is RuntimeFamily.Python or RuntimeFamily.NodeJs;

    /// <summary>What the first line of an instance's log calls it.</summary>
    public string LogName => Family == RuntimeFamily.Python && Version.Major == 3 ? "python3" : Id;

    public static readonly IReadOnlyList<FunctionRuntime> All =
    [
        new("python3.12", RuntimeFamily.Python, new(3, 12)) { GivesCredentialsPerCall = false, VersionVariable = "FC_FUNCTION_VERSION" },
        new("python3.10", RuntimeFamily.Python, new(3, 10)),
        new("python3.9", RuntimeFamily.Python, new(3, 9)),
        new("python3", RuntimeFamily.Python, new(3, 6)),
        new("python2.7", RuntimeFamily.Python, new(2, 7)),
        new("nodejs20", RuntimeFamily.NodeJs, new(20, 0)),
        new("nodejs18", RuntimeFamily.NodeJs, new(18, 0)),
        new("nodejs16", RuntimeFamily.NodeJs, new(16, 0)),
        new("nodejs14", RuntimeFamily.NodeJs, new(14, 0)),
        new("nodejs12", RuntimeFamily.NodeJs, new(12, 0)),
        new("go1", RuntimeFamily.Go, new(1, 0)),
        new("custom", RuntimeFamily.Custom, new(9, 0)),
        new("custom.debian10", RuntimeFamily.Custom, new(10, 0)),
        new("custom.debian11", RuntimeFamily.Custom, new(11, 0)) { GivesCredentialsPerCall = false, VersionVariable = "FC_FUNCTION_VERSION" },
        new("custom.debian12", RuntimeFamily.Custom, new(12, 0)) { GivesCredentialsPerCall = false, VersionVariable = "FC_FUNCTION_VERSION" },
    ];

    public static FunctionRuntime? Find(string id) => All.FirstOrDefault(one => one.Id == id);
}

namespace FcCreds.Fc.Runtimes;

/// <summary>What runs the handlers of a runtime.</summary>
internal enum RuntimeFamily
{
    Python,
    NodeJs,
}

/// <summary>One of FC's runtimes and what sets it apart (protocol pages of the runtimes).</summary>
internal sealed record FunctionRuntime(string Id, RuntimeFamily Family, Version Version)
{
    /// <summary>False where credentials reach the handler by environment only.</summary>
    public bool GivesCredentialsPerCall { get; init; } = true;

    /// <summary>The variable that tells the function's version: its name changed with Debian 11.</summary>
    public string VersionVariable { get; init; } = "FC_VER_ID";

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
    ];

    public static FunctionRuntime? Find(string id) => All.FirstOrDefault(one => one.Id == id);
}

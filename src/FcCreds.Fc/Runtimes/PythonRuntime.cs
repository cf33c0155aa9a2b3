namespace FcCreds.Fc.Runtimes;

/// <summary>One of FC's Python runtimes and what sets it apart (protocol page "Python runtime contract").</summary>
internal sealed record PythonRuntime(string Id, Version Version)
{
    /// <summary>False where credentials reach the handler by environment only.</summary>
    public bool GivesCredentialsPerCall { get; init; } = true;

    /// <summary>The variable that tells the function's version: its name changed with Debian 11.</summary>
    public string VersionVariable { get; init; } = "FC_VER_ID";

    /// <summary>What the first line of an instance's log calls it.</summary>
    public string LogName => Version.Major == 2 ? "python2.7" : "python3";

    public static readonly IReadOnlyList<PythonRuntime> All =
    [
        new("python3.12", new(3, 12)) { GivesCredentialsPerCall = false, VersionVariable = "FC_FUNCTION_VERSION" },
        new("python3.10", new(3, 10)),
        new("python3.9", new(3, 9)),
        new("python3", new(3, 6)),
        new("python2.7", new(2, 7)),
    ];

    public static PythonRuntime? Find(string id) => All.FirstOrDefault(one => one.Id == id);
}

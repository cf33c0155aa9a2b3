using FcCreds.Fc.Runtimes;

namespace FcCreds.Server.Configuration;

/// <summary>The runtime ids of FC (protocol page "Supported runtimes").</summary>
internal static class FunctionRuntimes
{
    public static readonly IReadOnlyList<string> Served = [.. FunctionRuntime.All.Select(runtime => runtime.Id)];

    private static readonly IReadOnlyList<string> Others =
    [
        "nodejs10", "nodejs8", "nodejs6", "php7.2", "java8", "java11",
        "dotnetcore3.1", "dotnetcore2.1", "custom-container",
    ];

    /// <summary>What is wrong with a runtime, or null when it is served.</summary>
    public static string? Objection(string runtime)
    {
        if (Served.Contains(runtime)) return null;
        var served = string.Join(", ", Served);
        return Others.Contains(runtime)
            ? $"The runtime '{runtime}' is not served yet; served are {served}."
            : $"FC has no runtime '{runtime}'; served are {served}{Suggestion.For(runtime, Served)}";
    }
}

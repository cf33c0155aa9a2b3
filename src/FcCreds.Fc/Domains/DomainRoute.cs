using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;

namespace FcCreds.Fc.Domains;

/// <summary>Which function a path of a custom domain means (PathConfig of the API).</summary>
internal sealed record DomainRoute
{
    private static readonly string[] Keys = ["path", "methods", "functionName", "qualifier", "rewriteConfig"];

    /// <summary>Exact, or with <c>*</c> at its end.</summary>
    public required string Path { get; init; }

    public required string FunctionName { get; init; }

    public string Qualifier { get; init; } = HttpTrigger.DefaultQualifier;

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    public PathRewrite Rewrite { get; init; } = PathRewrite.None;

    public bool IsPrefix => Path.EndsWith('*');

    public static IReadOnlyList<DomainRoute> ReadAll(SettingsSection domain)
    {
        List<DomainRoute> routes = [];
        if (domain.Inner("routeConfig", "routeConfig", ["routes"]) is not { } config) return routes;
        foreach (var (item, at) in config.Items("routes"))
        {
            if (SettingsSection.Open(item, at, "a route", Keys, domain.Problems) is not { } section) continue;
            var (path, functionName) = (section.RequiredText("path"), section.RequiredText("functionName"));
            if (path is not null && (!path.StartsWith('/') || path.AsSpan(0, path.Length - 1).Contains('*')))
                section.Problem("path", $"'{path}' is no path of a route: it begins with '/', and '*' stands at its end only.");
            var methods = section.Find("methods") is null ? [] : HttpTriggerSettings.ReadMethods(section, "methods", HttpTriggerSettings.AllMethods);
            var rewrite = PathRewrite.Read(section);
            if (path is null || functionName is null) continue;
            if (routes.Exists(route => route.Path == path && (route.Methods.Count == 0 || methods.Count == 0 || route.Methods.Intersect(methods).Any())))
                section.Problem("path", $"The route '{path}' is declared twice for a method.");
            routes.Add(new() { Path = path, FunctionName = functionName, Qualifier = section.Text("qualifier") ?? HttpTrigger.DefaultQualifier, Methods = methods, Rewrite = rewrite });
        }
        return routes;
    }

    public bool Matches(string rawPath) => IsPrefix ? rawPath.StartsWith(Path[..^1], StringComparison.Ordinal) : rawPath == Path;
}

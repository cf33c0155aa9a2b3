namespace FcCreds.Fc.Runtimes;

/// <summary>Where the cloud's folders are on this machine: <c>/code</c>, and <c>/opt</c>, which the layers make together.</summary>
internal sealed class CloudPaths(FunctionDeclaration function)
{
    private const string Code = "/code";
    private const string Opt = "/opt";

    /// <summary>A folder under <c>/opt</c>: once for every layer that has it, then the machine's own (a container may have it).</summary>
    public IEnumerable<string> UnderOpt(string folder)
        => function.Layers.Append(Opt).Select(layer => Path.Combine(layer, folder)).Where(Directory.Exists);

    /// <summary>The path here of a path there.</summary>
    public string Here(string path)
    {
        if (Rest(path, Code) is { } inCode) return function.CodePath + inCode;
        if (Rest(path, Opt) is not { } inOpt || function.Layers.Count == 0) return path;
        return function.Layers.Select(layer => layer + inOpt).FirstOrDefault(Path.Exists) ?? function.Layers[0] + inOpt;
    }

    /// <summary>The same for the entries of a search path.</summary>
    public string ListHere(string list) => string.Join(Path.PathSeparator, list.Split(Path.PathSeparator).Select(Here));

    private static string? Rest(string path, string folder)
        => path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/') ? path[folder.Length..] : null;
}

namespace FcCreds.Server.Configuration;

/// <summary>A place in a configuration file; line and column count from 1.</summary>
internal readonly record struct SourceLocation(string File, int Line, int Column)
{
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}

/// <summary>One thing to tell the person who wrote the configuration.</summary>
internal sealed record ConfigurationProblem(SourceLocation At, string Message, bool IsWarning)
{
    public override string ToString() => $"{At}: {(IsWarning ? "warning" : "error")}: {Message}";
}

/// <summary>Collects what is wrong, so that one run tells all of it.</summary>
internal sealed class Problems
{
    private readonly List<ConfigurationProblem> found = [];

    public bool HasErrors => found.Exists(problem => !problem.IsWarning);

    public void Error(SourceLocation at, string message) => found.Add(new(at, message, IsWarning: false));

    public void Warn(SourceLocation at, string message) => found.Add(new(at, message, IsWarning: true));

    /// <summary>In the order in which a reader of the files meets them.</summary>
    public IReadOnlyList<ConfigurationProblem> Sorted() =>
    [
        .. found.OrderBy(problem => problem.At.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column),
    ];
}

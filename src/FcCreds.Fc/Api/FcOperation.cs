using FcCreds.Core.Http;

namespace FcCreds.Fc.Api;

/// <summary>A line of the coverage report.</summary>
internal sealed record FcCoverage(string Service, string Operation, string Level, string State, string Evidence);

/// <summary>A row of <see cref="FcApi"/>.</summary>
/// <param name="Method">HTTP verb.</param>
/// <param name="Path">Below the version, with parameters in braces.</param>
/// <param name="Name">As the API reference names it.</param>
/// <param name="Run">What serves it; null when nothing does.</param>
internal sealed record FcOperation(string Method, string Path, string Name, Func<FcCall, Task>? Run)
{
    public const string FunctionName = "{functionName}";

    private readonly string[] template = Path.Split('/');

    /// <summary>What RAM policies call it: mostly its name.</summary>
    public string Action { get => field ?? $"fc:{Name}"; init; }

    public string Level => template.Contains(FunctionName) ? "function" : "account";

    public const string Stored = "stored";

    /// <summary><c>enforced</c>, or <c>stored</c> for what is kept and told without an effect.</summary>
    public string State { get; init; } = "enforced";

    /// <summary>Bytes that the body may have.</summary>
    public int MaxBody { get; init; } = FunctionInvoker.MaxEvent;

    /// <summary>Field of the body that names what is made, where the path does not.</summary>
    public string? NamedBy { get; init; }

    /// <summary>Field of the body with a role that FC is to assume: the caller must be allowed to pass it (<c>ram:PassRole</c>).</summary>
    public string? Passes { get; init; }

    /// <summary>Values of the parameters when the path is this row's, else null.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] segments)
    {
        if (segments.Length != template.Length) return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < segments.Length; at++)
        {
            if (!template[at].StartsWith('{'))
            {
                if (template[at] != segments[at]) return null;
            }
            else if (segments[at].Length > 0 && PercentEncoding.TryDecode(segments[at], out var value))
            {
                values[template[at]] = value;
            }
            else
            {
                return null;
            }
        }
        return values;
    }
}

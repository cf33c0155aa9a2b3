using FcCreds.Cli.Usage;
using FcCreds.Core.Policy;
using FcCreds.Core.Policy.Lint;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Cli.Policies;

/// <summary>A line of <c>policy lint --json</c>.</summary>
internal sealed record LintFinding(string File, int Line, int Column, string Severity, string Rule, string Message);

/// <summary>Checks every policy in a file: the file itself, or those of a configuration.</summary>
internal static class LintedFile
{
    private static readonly PolicyLint Lint = new(CloudActions.All);

    /// <param name="path">As it was given; findings call the file so.</param>
    /// <param name="kind">What a file that is a policy is; null to tell by its principals.</param>
    public static IReadOnlyList<LintFinding> Check(string path, PolicyKind? kind)
    {
        if (!File.Exists(path)) throw CliFailure.Usage($"There is no file {path}.");
        var text = File.ReadAllText(path);
        var findings = Path.GetExtension(path) is ".yaml" or ".yml" ? OfYaml(path, text, kind) : OfJson(path, text, kind);
        return [.. findings.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column).ThenBy(finding => finding.Rule, StringComparer.Ordinal).Distinct()];
    }

    private static IEnumerable<LintFinding> OfJson(string path, string json, PolicyKind? kind)
    {
        var places = new JsonPlaces(json);
        foreach (var found in Lint.Check(json, kind ?? PolicyKinds.Guess(json)))
        {
            var (line, column) = places.Locate(found.Position);
            yield return Told(new(path, line, column), found);
        }
    }

    private static IEnumerable<LintFinding> OfYaml(string path, string text, PolicyKind? kind)
    {
        var problems = new Problems();
        var root = YamlSource.Read(path, text, problems);
        foreach (var problem in problems.Sorted()) yield return new(path, problem.At.Line, problem.At.Column, "error", "yaml", problem.Message);
        if (root is not YamlMap map) yield break;
        var policies = map.Entries.Any(entry => entry.Key.Value == "Statement")
            ? [(root, kind ?? PolicyKinds.Guess(YamlJson.OfPolicy(root)))]
            : ConfiguredPolicies.In(map);
        foreach (var (policy, itsKind) in policies)
        {
            var json = policy is YamlText written ? written.Value : YamlJson.OfPolicy(policy);
            foreach (var found in Lint.Check(json, itsKind)) yield return Told(policy is YamlText ? policy.At : YamlPath.Locate(policy, found.Position), found);
        }
    }

    private static LintFinding Told(SourceLocation at, PolicyFinding found)
        => new(at.File, at.Line, at.Column, found.IsError ? "error" : "warning", found.Rule, found.Message);
}

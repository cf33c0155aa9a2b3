using System.Text.Json;

namespace FcCreds.Core.Policy.Lint;

/// <summary>Finds what is wrong in a policy: what the grammar refuses, and what it accepts though it cannot work.</summary>
internal sealed class PolicyLint(KnownActions actions)
{
    public IReadOnlyList<PolicyFinding> Check(string json, PolicyKind kind)
    {
        var (statements, mistakes) = PolicyGrammar.Read(json, kind);
        List<PolicyFinding> findings = [.. mistakes.Select(mistake => new PolicyFinding(mistake.Position, "grammar", IsError: true, mistake.Message))];
        if (statements.Length == 0) return findings;
        using var document = JsonDocument.Parse(json);
        var written = document.RootElement.GetProperty("Statement");
        LintedStatement[] linted = [.. statements.Select(statement => new LintedStatement(written[statement.Index - 1], statement))];
        foreach (var statement in linted)
        {
            findings.AddRange(ActionRules.Check(statement, actions));
            if (kind != PolicyKind.Trust) findings.AddRange(ResourceRules.Check(statement, actions));
            findings.AddRange(ConditionRules.Check(statement, actions));
        }
        if (kind != PolicyKind.Trust) findings.AddRange(ReachRules.Check(linted, kind));
        return findings;
    }
}

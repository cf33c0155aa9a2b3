namespace FcCreds.Core.Policy.Lint;

/// <summary>Actions that no service has, and statements that allow everything.</summary>
internal static class ActionRules
{
    public static IEnumerable<PolicyFinding> Check(LintedStatement statement, KnownActions actions)
    {
        foreach (var (position, text) in statement.Actions)
        {
            if (actions.Matching(text) is not { Count: 0 }) continue;
            var hint = actions.Nearest(text) is { } meant && meant != text ? $"; did you mean {meant}?" : ".";
            yield return new(position, "unknown-action", IsError: true, $"No operation asks for {text}{hint}");
        }
        if (statement is { IsAllow: true, Parsed: { Conditions.Length: 0, AllActionsBut: false } }
            && statement.Actions.FirstOrDefault(action => action.Text == "*" || action.Text.EndsWith(":*", StringComparison.Ordinal)) is { } all
            && statement.Resources.Any(resource => resource.Text == "*" || IsWhole(resource.Text)))
            yield return new(all.Position, "allows-everything", IsError: false, $"This allows {(all.Text == "*" ? "everything" : $"all of {all.Text[..^2]}")} on every resource; fccreds policy suggest writes what is needed.");
        if (statement is { IsAllow: true, Parsed.AllActionsBut: true } && statement.Resources.Any(resource => resource.Text == "*"))
            yield return new(statement.Position, "allows-everything", IsError: false, "Allow with NotAction allows every action but those named, of every service.");
    }

    private static bool IsWhole(string resource)
    {
        var arn = Arn.Read(resource);
        return arn.IsArn && arn.Relative is "*";
    }
}

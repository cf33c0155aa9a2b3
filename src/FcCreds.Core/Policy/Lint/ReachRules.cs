namespace FcCreds.Core.Policy.Lint;

/// <summary>Allows that can allow nothing, because a deny of the same document covers them whole.</summary>
internal static class ReachRules
{
    public static IEnumerable<PolicyFinding> Check(IReadOnlyList<LintedStatement> statements, PolicyKind kind)
    {
        foreach (var allow in statements.Where(statement => statement.IsAllow && !statement.Parsed.AllActionsBut))
        {
            var cover = statements.FirstOrDefault(deny => !deny.IsAllow && deny.Parsed.Conditions.Length == 0 && (kind == PolicyKind.Identity || IsForAll(deny, allow)) && CoversActions(deny, allow) && CoversResources(deny, allow));
            if (cover is not null) yield return new(allow.Position, "unreachable-allow", IsError: false, $"Everything that is allowed here is denied by {cover.Position}, and a deny wins.");
        }
    }

    private static bool IsForAll(LintedStatement deny, LintedStatement allow) => deny.Parsed.Principal?.IsEveryone == true || deny.Parsed.Principal?.ToString() == allow.Parsed.Principal?.ToString();

    private static bool CoversActions(LintedStatement deny, LintedStatement allow) => allow.Actions.All(action => deny.Parsed.AllActionsBut
        ? !action.Text.AsSpan().ContainsAny('*', '?') && deny.Parsed.IsAbout(action.Text)
        : deny.Actions.Any(wider => Covers(wider.Text, action.Text, ignoreCase: true)));

    private static bool CoversResources(LintedStatement deny, LintedStatement allow)
        => allow.Resources.All(resource => deny.Resources.Any(wider => wider.Text == "*" || CoversArn(wider.Text, resource.Text)));

    private static bool CoversArn(string wider, string narrower)
    {
        var a = Arn.Read(wider);
        var b = Arn.Read(narrower);
        return a.IsArn && b.IsArn && Covers(a.Service, b.Service) && Covers(a.Account, b.Account) && Covers(a.Relative, b.Relative);
    }

    private static bool Covers(ReadOnlySpan<char> wider, ReadOnlySpan<char> narrower) => Covers(wider.ToString(), narrower.ToString(), ignoreCase: false);

    /// <summary>A star of the narrower may stand for nothing and for much: the wider has to match it either way.</summary>
    private static bool Covers(string wider, string narrower, bool ignoreCase)
    {
        var pattern = new WildcardPattern(wider, ignoreCase);
        return pattern.Matches(narrower.Replace("*", "", StringComparison.Ordinal)) && pattern.Matches(narrower.Replace("*", new string('\uE000', 16), StringComparison.Ordinal));
    }
}

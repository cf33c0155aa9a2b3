namespace FcCreds.Core.Policy.Lint;

/// <summary>Actions whose resources can never be theirs: a bucket for an action on objects, objects for one on buckets, another service's.</summary>
internal static class ResourceRules
{
    public static IEnumerable<PolicyFinding> Check(LintedStatement statement, KnownActions actions)
    {
        var resources = statement.Resources;
        foreach (var resource in resources)
        {
            if (Account(resource) is { } wrong) yield return wrong;
            if (Bucket(resource) is { } impossible) yield return impossible;
        }
        if (statement.Parsed.AllActionsBut || resources.Count == 0) yield break;
        foreach (var (position, text) in statement.Actions)
        {
            if (actions.Matching(text) is not { Count: > 0 } meant || meant.Any(action => resources.Any(resource => Fits(action, resource.Text)))) continue;
            yield return new(position, "wrong-resource", IsError: true, Explain(text, meant[0], resources[0].Text));
        }
        foreach (var (position, text) in resources)
        {
            if (statement.Actions.Any(action => actions.Matching(action.Text) is not { Count: > 0 } meant || meant.Any(one => Fits(one, text)))) continue;
            if (resources.Count > 1) yield return new(position, "unused-resource", IsError: false, $"No action of this statement is about {text}.");
        }
    }

    private static bool Fits(KnownAction action, string resource)
    {
        if (resource == "*") return true;
        var arn = Arn.Read(resource);
        // What is no ARN was told as a mistake of grammar.
        if (!arn.IsArn) return true;
        if (!new WildcardPattern(arn.Service.ToString()).Matches(ServiceOfResources(action))) return false;
        return action.Service != "oss" || (action.Level & LevelsOf(arn.Relative)) != 0;
    }

    /// <summary>STS is about roles, which are RAM's.</summary>
    private static string ServiceOfResources(KnownAction action) => action.Service is "sts" or "ims" ? "ram" : action.Service;

    /// <summary>No bucket has a slash in its name, and every object has one behind its bucket's.</summary>
    private static ActionLevel LevelsOf(ReadOnlySpan<char> relative)
    {
        if (relative.Contains('/')) return ActionLevel.Object;
        if (relative is "*") return ActionLevel.Any;
        return relative.Contains('*') ? ActionLevel.Bucket | ActionLevel.Object : ActionLevel.Bucket;
    }

    private static string Explain(string text, KnownAction action, string resource)
    {
        var arn = Arn.Read(resource);
        if (arn.IsArn && !arn.Service.SequenceEqual(ServiceOfResources(action))) return $"{text} is about resources of {ServiceOfResources(action)}, and {resource} is none.";
        return action.Level switch
        {
            ActionLevel.Object => $"{text} is about objects, and {resource} is a bucket: write {resource}/* for all of its objects.",
            ActionLevel.Bucket => $"{text} is about a bucket, and {resource} is objects: write {resource.Split('/')[0]}.",
            _ => $"{text} is about no bucket: write acs:oss:*:*:* or *.",
        };
    }

    private static PolicyFinding? Account(LintedText resource)
    {
        var arn = Arn.Read(resource.Text);
        if (!arn.IsArn || arn.Account.IsEmpty || arn.Account is "system" || arn.Account.ContainsAny('*', '?') || (arn.Account.Length == 16 && !arn.Account.ContainsAnyExceptInRange('0', '9'))) return null;
        return new(resource.Position, "malformed-arn", IsError: true, $"'{arn.Account}' is no account id: 16 digits or *. An ARN is acs:service:region:account:relative-id.");
    }

    private static PolicyFinding? Bucket(LintedText resource)
    {
        var arn = Arn.Read(resource.Text);
        if (!arn.IsArn || arn.Service is not "oss") return null;
        var slash = arn.Relative.IndexOf('/');
        var bucket = slash < 0 ? arn.Relative : arn.Relative[..slash];
        foreach (var c in bucket)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '*' or '?'))
                return new(resource.Position, "malformed-arn", IsError: true, $"'{bucket}' can be no bucket's name: lower-case letters, digits and hyphens.");
        }
        return slash == 0 ? new(resource.Position, "malformed-arn", IsError: true, "The bucket's name is missing before the slash.") : null;
    }
}

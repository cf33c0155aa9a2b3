using System.Collections.Frozen;

namespace FcCreds.Core.Policy.Lint;

/// <summary>What an action is done to; an action may be done to several.</summary>
[Flags]
internal enum ActionLevel { None = 0, Service = 1, Bucket = 2, Object = 4, Any = Service | Bucket | Object }

/// <summary>An action that a service checks, such as <c>oss:PutObject</c>.</summary>
internal sealed record KnownAction(string Name, ActionLevel Level)
{
    public string Service => Name[..Name.IndexOf(':', StringComparison.Ordinal)];
}

/// <summary>The actions of the services known here. Of other services nothing is said.</summary>
internal sealed class KnownActions(IEnumerable<KnownAction> actions)
{
    private readonly KnownAction[] actions = [.. actions.OrderBy(action => action.Name, StringComparer.Ordinal)];
    private readonly FrozenSet<string> services = actions.Select(action => action.Service).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the pattern is about a service of which no actions are known.</summary>
    public IReadOnlyList<KnownAction>? Matching(string pattern)
    {
        var colon = pattern.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || pattern[..colon].Contains('*', StringComparison.Ordinal) || !services.Contains(pattern[..colon])) return null;
        var wildcard = new WildcardPattern(pattern, ignoreCase: true);
        return Array.FindAll(actions, action => wildcard.Matches(action.Name));
    }

    /// <summary>The action that was probably meant.</summary>
    public string? Nearest(string written) => Spelling.Nearest(written, actions.Select(action => action.Name));
}

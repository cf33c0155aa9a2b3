using FcCreds.Core.Callers;

namespace FcCreds.Core.Policy;

/// <summary>The Principal of a statement: in a trust policy by type, in a bucket policy a bare list (empty means everyone).</summary>
internal sealed class StatementPrincipal
{
    private const string SessionPrefix = "arn:sts::";

    /// <summary>Of a statement that names no one.</summary>
    public static readonly StatementPrincipal Nobody = new() { IsNobody = true };

    private WildcardPattern[] sessions = [];

    private bool IsNobody { get; init; }

    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary><c>acs:ram::acct:root</c>, <c>:user/name</c> or <c>:role/name</c>.</summary>
    public IReadOnlyList<string> Ram { get; init; } = [];

    /// <summary>ARNs of SAML and OIDC providers.</summary>
    public IReadOnlyList<string> Federated { get; init; } = [];

    /// <summary>Bucket policies: UIDs, <c>arn:sts::acct:assumed-role/role/session</c>, <c>*</c>.</summary>
    public IReadOnlyList<string> Listed { get; init => (field, sessions) = (value, [.. value.Where(IsSession).Select(SessionPattern)]); } = [];

    /// <summary>Bucket policies: an empty list means everyone, as <c>*</c> does.</summary>
    public bool IsEveryone => !IsNobody && (Listed.Count == 0 || Listed.Contains("*"));

    public bool Trusts(TrustPrincipal principal) => principal.Kind switch
    {
        TrustPrincipalKind.Service => Services.Contains(principal.Name, StringComparer.OrdinalIgnoreCase),
        TrustPrincipalKind.Ram => Ram.Any(trusted => Names(trusted, principal)),
        _ => Federated.Contains(principal.Name, StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>
    /// Bucket policies: everyone without a condition leaves the owner out, with one it includes the owner, who can so be locked out.
    /// </summary>
    public bool Lists(Caller caller, string? owner, bool hasCondition)
    {
        if (IsEveryone) return hasCondition || caller.Kind != CallerKind.Account || caller.AccountId != owner;
        return caller.Kind switch
        {
            CallerKind.Account => Listed.Contains(caller.AccountId),
            CallerKind.RamUser => Listed.Contains(caller.PrincipalId)
                || (UnconfirmedRules.AccountPrincipalCoversItsUsers && Listed.Contains(caller.AccountId)),
            CallerKind.AssumedRole => ListsSession(caller),
            _ => false,
        };
    }

    public override string ToString()
    {
        var all = Services.Concat(Ram).Concat(Federated).Concat(Listed).ToList();
        return IsNobody ? "nobody" : all.Count == 0 ? "*" : string.Join(" or ", all);
    }

    private static bool IsSession(string listed) => listed.StartsWith(SessionPrefix, StringComparison.Ordinal);

    /// <summary>What follows the prefix, <c>account:assumed-role/role/session</c>, is the same text as in a caller's own ARN.</summary>
    private static WildcardPattern SessionPattern(string listed)
        => new(listed[SessionPrefix.Length..], UnconfirmedRules.RoleNamesIgnoreCase);

    private bool ListsSession(Caller caller)
    {
        var session = caller.Arn.AsSpan("acs:ram::".Length);
        foreach (var pattern in sessions)
        {
            if (pattern.Matches(session)) return true;
        }
        return false;
    }

    /// <summary>The root of an account stands for all its users and roles.</summary>
    private static bool Names(string trusted, TrustPrincipal principal)
    {
        var arn = Arn.Read(trusted);
        return arn.Account.SequenceEqual(principal.AccountId)
            && (arn.Relative is "root" || arn.Relative.Equals(principal.Name, principal.NameComparison));
    }
}

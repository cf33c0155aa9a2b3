using FcCreds.Core.Callers;

namespace FcCreds.Core.Policy;

internal enum TrustPrincipalKind { Service, Ram, Federated }

/// <summary>Who wants to assume a role, in the terms of a trust policy.</summary>
internal sealed record TrustPrincipal
{
    private TrustPrincipal(TrustPrincipalKind kind, string name, string accountId = "") => (Kind, Name, AccountId) = (kind, name, accountId);

    public TrustPrincipalKind Kind { get; }

    /// <summary>Service host, provider ARN, or the relative part of a RAM ARN (<c>user/x</c>, <c>role/y</c>, <c>root</c>).</summary>
    public string Name { get; }

    /// <summary>Account of a RAM principal.</summary>
    public string AccountId { get; }

    internal StringComparison NameComparison => UnconfirmedRules.RoleNamesIgnoreCase && Name.StartsWith("role/", StringComparison.Ordinal)
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>Such as <c>fc.aliyuncs.com</c>.</summary>
    public static TrustPrincipal Service(string host) => new(TrustPrincipalKind.Service, host);

    public static TrustPrincipal Ram(Caller caller) => new(TrustPrincipalKind.Ram, caller.Kind switch
    {
        CallerKind.RamUser => $"user/{caller.Name}",
        CallerKind.AssumedRole => $"role/{caller.Session!.RoleName}",
        _ => "root",
    }, caller.AccountId);

    /// <summary><c>acs:ram::acct:oidc-provider/name</c> or <c>…:saml-provider/name</c>.</summary>
    public static TrustPrincipal Federated(string providerArn) => new(TrustPrincipalKind.Federated, providerArn);

    /// <summary>How the principal stands in a Principal element.</summary>
    public override string ToString() => Kind == TrustPrincipalKind.Ram ? $"acs:ram::{AccountId}:{Name}" : Name;
}

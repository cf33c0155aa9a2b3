using FcCreds.Core.Callers;
using FcCreds.Core.Faults;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Sts.Oidc;

namespace FcCreds.Identity.Rpc;

/// <summary>What STS, RAM and IMS need of the house.</summary>
internal sealed record RpcContext(
    RamDirectory Directory, RamAccounts Accounts, CallerResolver Callers, SessionIssuer Sessions, IJournal Journal, Clocks Clocks, IdSource Ids)
{
    public required DiagnosticMessages Diagnostics { get; init; }

    public required OidcKeys OidcKeys { get; init; }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>Null: nobody is throttled.</summary>
    public CallQuota? Quota { get; init; }
}

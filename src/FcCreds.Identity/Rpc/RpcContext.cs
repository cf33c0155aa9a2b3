using FcCreds.Core.Callers;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram;

namespace FcCreds.Identity.Rpc;

/// <summary>What STS, RAM and IMS need of the house.</summary>
internal sealed record RpcContext(
    RamDirectory Directory, RamAccounts Accounts, CallerResolver Callers, SessionIssuer Sessions, IJournal Journal, Clocks Clocks, IdSource Ids)
{
    public required DiagnosticMessages Diagnostics { get; init; }
}

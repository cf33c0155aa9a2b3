using FcCreds.Core.Callers;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;

namespace FcCreds.Identity.Rpc;

/// <summary>What STS needs of the house.</summary>
internal sealed record RpcContext(
    IPrincipalDirectory Directory, CallerResolver Callers, SessionIssuer Sessions, IJournal Journal, Clocks Clocks, IdSource Ids);

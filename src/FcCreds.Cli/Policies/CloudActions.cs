using FcCreds.Core.Policy.Lint;
using FcCreds.Fc.Api;
using FcCreds.Identity.Rpc;
using FcCreds.Oss.Access;

namespace FcCreds.Cli.Policies;

/// <summary>The actions of every service here, from the tables that dispatch requests.</summary>
internal static class CloudActions
{
    public static KnownActions All { get; } = new(
    [
        .. OssActions.All,
        .. RpcApi.Services.SelectMany(service => service.Operations.Select(operation => new KnownAction($"{service.Name}:{operation.Action}", ActionLevel.Any))),
        .. FcApi.Operations.Select(operation => operation.Action).Distinct().Select(action => new KnownAction(action, ActionLevel.Any)),
        // Asked of whoever gives a function its role.
        new("ram:PassRole", ActionLevel.Any),
    ]);
}

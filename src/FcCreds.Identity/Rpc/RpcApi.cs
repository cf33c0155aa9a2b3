using FcCreds.Identity.Ims;
using FcCreds.Identity.Ram.Api;
using FcCreds.Identity.Sts;

namespace FcCreds.Identity.Rpc;

/// <summary>The APIs behind the gateway that OpenAPI calls this style RPC.</summary>
internal static class RpcApi
{
    public static readonly IReadOnlyList<RpcService> Services = [StsApi.Service, RamApi.Service, ImsApi.Service];

    public static RpcService Find(RpcRequest request)
    {
        if (string.IsNullOrEmpty(request.Action) || string.IsNullOrEmpty(request.Version)) throw RpcErrors.InvalidParameter.With();
        return Services.FirstOrDefault(service => service.Version == request.Version) ?? throw RpcErrors.InvalidVersion.With();
    }

    public static IReadOnlyList<RpcCoverage> Coverage() =>
    [
        .. Services.SelectMany(service => service.Operations.Select(operation => operation.Run is null
            ? new RpcCoverage(service.Name, operation.Action, "account", "none", "none")
            : new RpcCoverage(service.Name, operation.Action, "account", operation.State, operation.Evidence))),
    ];
}

using FcCreds.Core.Errors;

namespace FcCreds.Identity.Rpc;

/// <summary>One RPC-style API: STS, RAM or IMS. The version of a request says which one it is for.</summary>
internal sealed class RpcService
{
    private readonly Dictionary<string, RpcOperation> byAction;

    public RpcService(IReadOnlyList<RpcOperation> operations)
        => (Operations, byAction) = (operations, operations.ToDictionary(operation => operation.Action, StringComparer.Ordinal));

    /// <summary>In the journal and the coverage report: <c>sts</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As error bodies spell it: <c>Sts</c>.</summary>
    public required string Product { get; init; }

    public required string Version { get; init; }

    /// <summary>What HostId says to a client that sent no Host.</summary>
    public required string Host { get; init; }

    /// <summary>For RPC signatures without Format and Accept: STS documents XML as its default, RAM and IMS document JSON.</summary>
    public bool AnswersJson { get; init; }

    public ServiceError InternalError { get; init; } = RpcErrors.InternalError;

    public IReadOnlyList<RpcOperation> Operations { get; }

    public RpcOperation Find(string action) => byAction.TryGetValue(action, out var operation) ? operation : throw RpcErrors.ActionNotFound.With();
}

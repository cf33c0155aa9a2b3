namespace FcCreds.Identity.Rpc;

/// <summary>Runs an operation for a caller who proved to be who they say.</summary>
internal delegate ValueTask<RpcReply> RpcRun(RpcCall call, RpcContext context, CancellationToken ct);

/// <summary>One operation of an RPC-style API; without <see cref="Run"/> it answers NotImplemented by name.</summary>
internal sealed record RpcOperation(string Action, RpcRun? Run = null)
{
    /// <summary>Called unsigned: what the caller hands in proves who they are.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Counts towards the account's quota.</summary>
    public bool IsThrottled { get; init; }

    /// <summary><c>enforced</c> or <c>stored</c>, for an operation that runs.</summary>
    public string State { get; init; } = "enforced";

    /// <summary><c>sdk</c> when an official SDK calls it in the conformance run.</summary>
    public string Evidence { get; init; } = "docs";
}

/// <summary>A line of the coverage report.</summary>
internal sealed record RpcCoverage(string Service, string Operation, string Level, string State, string Evidence);

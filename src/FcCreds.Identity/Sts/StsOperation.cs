using FcCreds.Core.Callers;

namespace FcCreds.Identity.Sts;

/// <summary>Runs an operation for a caller who proved to be who they say.</summary>
internal delegate StsReply StsRun(StsRequest request, Caller caller, StsContext context, StsCall call);

/// <summary>One operation of an RPC-style API; without <see cref="Run"/> it answers NotImplemented by name.</summary>
internal sealed record StsOperation(string Service, string Version, string Action, StsRun? Run = null);

/// <summary>A line of the coverage report.</summary>
internal sealed record StsCoverage(string Service, string Operation, string Level, string State, string Evidence);

using FcCreds.Core.Sessions;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc.Instances;

/// <summary>Everything that is settled about an instance before its process starts.</summary>
internal sealed record InstancePlan
{
    public required string InstanceId { get; init; }

    public required FunctionDeclaration Function { get; init; }

    public required FunctionRuntime Runtime { get; init; }

    public required RuntimeCommand Command { get; init; }

    /// <summary>Path of the script that starts the command and kills it with the server.</summary>
    public required string Launcher { get; init; }

    /// <summary>128 random bits in hex: whoever knows it is this instance, as long as it lives.</summary>
    public required string Capability { get; init; }

    /// <summary>Host, port and path, as FC_RUNTIME_API holds it.</summary>
    public required string RuntimeApi { get; init; }

    /// <summary>Random text that tells a line of ours from the handler's output.</summary>
    public required string OutputMarker { get; init; }

    public required string Home { get; init; }

    /// <summary>Where a custom runtime shall listen; null for a runtime that asks for its calls.</summary>
    public int? Port { get; init; }

    /// <summary>How long it may take until it can serve.</summary>
    public required TimeSpan StartTimeout { get; init; }

    /// <summary>For the environment; null when the function has no role.</summary>
    public SessionCredentials? Credentials { get; init; }

    public override string ToString() => InstanceId;
}

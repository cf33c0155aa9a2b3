using FcCreds.Core.Faults;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc;

/// <summary>How functions are run.</summary>
internal sealed record FcOptions
{
    /// <summary>Authority at which instances reach the runtime API, such as <c>127.0.0.1:8280</c>; asked when an instance starts.</summary>
    public required Func<string> RuntimeApiAuthority { get; init; }

    /// <summary>Variables that lead a handler's traffic to the emulator (proxy, CA bundle); asked when an instance starts.</summary>
    public Func<IReadOnlyDictionary<string, string>> CaptureEnvironment { get; init; } = () => new Dictionary<string, string>();

    /// <summary>What goes wrong on purpose in the API.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>Where code packages are unpacked; null takes a temporary folder that goes with the server.</summary>
    public string? CodeFolder { get; init; }

    /// <summary>Other servers use the store too: async invocations and timers are leased in it.</summary>
    public bool SharesStore { get; init; }

    /// <summary>Of functions that the API makes.</summary>
    public string Region { get; init; } = "cn-hangzhou";

    /// <summary>The interpreter to run Python handlers with, whatever else is installed.</summary>
    public string? PythonPath { get; init; }

    /// <summary>The interpreter to run Node.js handlers with.</summary>
    public string? NodePath { get; init; }

    /// <summary>Refuse a runtime whose exact interpreter version is not installed, instead of running on a newer one.</summary>
    public bool ExactRuntime { get; init; }

    /// <summary>Functions wait for a debugger there, one instance of each; null where nobody debugs.</summary>
    public DebugPorts? DebugPorts { get; init; }

    /// <summary>Stop an instance's processes between calls, as FC does; background threads of a handler then stand still.</summary>
    public bool FreezeBetweenCalls { get; init; } = true;

    /// <summary>Also give the credentials under the names that the OSS SDK v2 reads (<c>OSS_ACCESS_KEY_ID</c> …), which FC does not.</summary>
    public bool MirrorOssVariables { get; init; }

    /// <summary>How long an idle instance is kept for the next call.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an instance may take until it asks for its first invocation.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Instances of all functions together; one more call is answered with ResourceExhausted.</summary>
    public int MaxInstances { get; init; } = 100;
}

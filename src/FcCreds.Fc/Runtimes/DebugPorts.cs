using System.Collections.Concurrent;

namespace FcCreds.Fc.Runtimes;

/// <summary>Where debuggers attach while functions are worked on: a port for each function whose runtime can wait for one, kept as long as the server runs.</summary>
/// <param name="first">Port of the first function; the others' follow.</param>
internal sealed class DebugPorts(int first)
{
    private readonly ConcurrentDictionary<string, int> ports = new(StringComparer.Ordinal);
    private int given;

    /// <summary>Null for a function that is started by a command of its own, which can wait for a debugger itself.</summary>
    public int? Of(FunctionDeclaration function)
    {
        if (FunctionRuntime.Find(function.Runtime) is not { HasOwnBootstrap: true }) return null;
        lock (ports) return ports.GetOrAdd(function.Arn, _ => first + given++);
    }
}

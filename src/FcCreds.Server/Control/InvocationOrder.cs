using FcCreds.Fc;

namespace FcCreds.Server.Control;

/// <summary>What <c>fccreds invoke</c> asks a server to run: a function it knows, or one that is declared for the purpose.</summary>
internal sealed record InvocationOrder
{
    /// <summary>Name of a function that the server knows.</summary>
    public string? FunctionName { get; init; }

    /// <summary>A function to declare first; every order starts it anew, so that changed code is read, unless told otherwise.</summary>
    public FunctionDeclaration? Function { get; init; }

    /// <summary>Runs the function of that name as it was declared before, on instances that are warm; declares it when there is none.</summary>
    public bool KeepInstances { get; init; }

    /// <summary>Runs a known function with another handler.</summary>
    public string? Handler { get; init; }

    /// <summary>Runs a known function in another runtime.</summary>
    public string? Runtime { get; init; }

    /// <summary>Runs a known function with another role, by name or ARN.</summary>
    public string? Role { get; init; }

    /// <summary>Runs it under a debugger that attaches to this port.</summary>
    public int? DebugPort { get; init; }

    /// <summary>The event's bytes.</summary>
    public required byte[] Event { get; init; }
}

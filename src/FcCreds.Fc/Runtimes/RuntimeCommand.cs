namespace FcCreds.Fc.Runtimes;

/// <summary>How the process of an instance is started on this machine.</summary>
/// <param name="Description">What runs the handler, such as <c>Python 3.10.13 (/usr/bin/python3.10)</c>.</param>
/// <param name="Command">Executable and arguments.</param>
internal sealed record RuntimeCommand(string Description, IReadOnlyList<string> Command)
{
    /// <summary>Variables that the language needs; the function's own win over them.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Told once: it is not exactly what the runtime asks for.</summary>
    public string? Warning { get; init; }

    /// <summary>The command as the function's configuration has it, for FC's failure texts.</summary>
    public string Configured { get; init; } = "";
}

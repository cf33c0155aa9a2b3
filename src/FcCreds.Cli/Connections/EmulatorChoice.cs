using FcCreds.Server;
using FcCreds.Server.Configuration;

namespace FcCreds.Cli.Connections;

/// <summary>What the command line says about the server to use.</summary>
internal sealed record EmulatorChoice
{
    public Uri? Server { get; init; }

    public FileInfo? Config { get; init; }

    public DirectoryInfo? Data { get; init; }

    public bool Ephemeral { get; init; }

    /// <summary>Folder of the function to invoke; its own configuration counts.</summary>
    public string? TargetFolder { get; init; }

    /// <summary>The configuration, if the command has read it already.</summary>
    public FcCredsConfiguration? Loaded { get; init; }

    /// <summary>A role that only <c>s.yaml</c> names is refused rather than invented.</summary>
    public bool StrictRoles { get; init; }

    public bool Verbose { get; init; }

    /// <summary>How a server that is started for the command shall behave; what it works on is filled in then.</summary>
    public ServerOptions Tuning { get; init; } = new() { Configuration = FcCredsConfiguration.Default() };
}

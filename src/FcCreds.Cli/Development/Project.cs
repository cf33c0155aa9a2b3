using FcCreds.Cli.Connections;
using FcCreds.Cli.Functions;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Configuration;

namespace FcCreds.Cli.Development;

/// <summary>A folder that is being worked on: what is declared there, or the one function that it is.</summary>
internal sealed class Project(EmulatorChoice choice, DirectoryInfo folder)
{
    public string Folder { get; } = Path.TrimEndingDirectorySeparator(folder.FullName);

    /// <summary>Everything that the configuration is made of, there or not.</summary>
    public IReadOnlyList<string> Files { get; } =
    [
        .. choice.Config is { } named ? [named.FullName] : Array.Empty<string>(),
        .. ConfigurationLoader.Names.SelectMany(name => new[] { Path.Combine(folder.FullName, name), Path.Combine(Directory.GetCurrentDirectory(), name) }).Distinct(),
    ];

    /// <summary>The configuration as the files say now; null when there are mistakes, which are told.</summary>
    public FcCredsConfiguration? Load(Terminal terminal)
    {
        try
        {
            if (Configurations.TryLoad(choice, terminal) is not { } configuration) return null;
            return configuration.Functions.Count > 0
                ? configuration
                : configuration with { Functions = [FolderFunction.Of(folder, configuration, configuration.AccountId, new(null, null, null))] };
        }
        catch (CliFailure mistake)
        {
            terminal.Complain(mistake.Message);
            if (mistake.Hint is { } hint) terminal.Hint(hint);
            return null;
        }
    }
}

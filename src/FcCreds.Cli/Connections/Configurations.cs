using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server.Configuration;
using Spectre.Console;

namespace FcCreds.Cli.Connections;

/// <summary>
/// Reads the configuration that a command works on, and tells every mistake in it at once. The default role is always there:
/// whoever names no role means it, whatever else is declared.
/// </summary>
internal static class Configurations
{
    public static FcCredsConfiguration Load(EmulatorChoice choice, Terminal terminal)
    {
        var (configuration, mistakes) = Read(choice, terminal);
        return configuration ?? throw CliFailure.Usage($"The configuration has {(mistakes == 1 ? "a mistake" : $"{mistakes} mistakes")}; nothing was started.");
    }

    /// <summary>Null when there are mistakes.</summary>
    public static FcCredsConfiguration? TryLoad(EmulatorChoice choice, Terminal terminal) => Read(choice, terminal).Configuration;

    /// <summary>The configuration file that counts, whatever is in it.</summary>
    public static string? Find(EmulatorChoice choice) => ConfigurationLoader.Find(RequestFor(choice));

    private static (FcCredsConfiguration? Configuration, int Mistakes) Read(EmulatorChoice choice, Terminal terminal)
    {
        var result = ConfigurationLoader.Load(RequestFor(choice));
        foreach (var problem in result.Problems) terminal.Error.WriteLine(problem.ToString());
        return (result.Configuration?.WithDefaultRole(), result.Problems.Count(problem => !problem.IsWarning));
    }

    private static ConfigurationRequest RequestFor(EmulatorChoice choice) => new()
    {
        File = choice.Config?.FullName,
        WorkingFolder = Directory.GetCurrentDirectory(),
        TargetFolder = choice.TargetFolder,
        StrictRoles = choice.StrictRoles,
    };
}

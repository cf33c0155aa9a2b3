using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Terminals;
using FcCreds.Server.Configuration;

namespace FcCreds.Cli.Options;

/// <summary>For verbs that work against a server: which one, or on which configuration and data to start one for the moment.</summary>
internal static class EmulatorOptions
{
    public static void AddTo(Command command)
    {
        command.Options.Add(ServerOptions.Server);
        command.Options.Add(ConfigurationOptions.Config);
        DataOptions.AddTo(command);
    }

    public static Task<Emulator> OpenAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
        => Emulator.OpenAsync(Read(parsed), terminal, ct);

    public static EmulatorChoice Read(ParseResult parsed) => new()
    {
        Server = parsed.GetValue(ServerOptions.Server),
        Config = parsed.GetValue(ConfigurationOptions.Config),
        Data = parsed.GetValue(DataOptions.Data),
        Ephemeral = parsed.GetValue(DataOptions.Ephemeral),
        Verbose = parsed.GetValue(OutputOptions.Verbose),
        Tuning = new() { Configuration = FcCredsConfiguration.Default(), S3 = StoreOptions.Read(parsed) },
    };
}

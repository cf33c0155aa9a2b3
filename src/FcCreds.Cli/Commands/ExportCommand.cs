using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds export</c>: what the RAM API has made of the configuration, as a configuration.</summary>
internal static class ExportCommand
{
    private static readonly Option<bool> WithSecrets = new("--with-secrets") { Description = "Access keys too, with their secrets readable; without it there are none in the output" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("export", "Print users, groups, roles and policies as they are now, as fccreds.yaml has them.")
        {
            Examples = [new("export > ram.yaml", "To keep what was made through the RAM API"), new("export --with-secrets", "With access keys")],
        };
        command.Options.Add(WithSecrets);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var withSecrets = parsed.GetValue(WithSecrets);
        var exported = await new OrderClient(emulator).ExportAsync(new(withSecrets), ct);
        if (withSecrets) terminal.Warn("access key secrets are in the output.");
        Terminal.Print(exported.Yaml.TrimEnd('\n'));
        return ExitCodes.Success;
    }
}

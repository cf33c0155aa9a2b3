using System.CommandLine;
using System.Net;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Development;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Server;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds dev</c>: the functions of a folder, run from what is saved there, until it is interrupted.</summary>
internal static class DevCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder")
    {
        Description = "Folder of a function, or of a project with fccreds.yaml, s.yaml or template.yml; this one if left out",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => new("."),
    };

    private static readonly Option<int?> Debug = DebugOption.Create("Let Python and Node.js handlers wait for a debugger before their first call, without a timeout: the first function at this port (default 5678), the others behind it");

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("dev", "Serve a folder's functions and follow what is saved there: the next call runs the new code.")
        {
            Examples =
            [
                new("dev", "The project of this folder, on http://127.0.0.1:8280"),
                new("dev --debug", "The same, with a debugger for each function: how to attach is printed"),
                new("dev fixtures/functions/parse-json --port 0 --ephemeral", "One function, on a free port, nothing kept"),
            ],
        };
        command.Arguments.Add(Folder);
        foreach (var option in new Option[] { ConfigurationOptions.Config, ServeCommand.Port, ServeCommand.ReadyFile, Debug }) command.Options.Add(option);
        DataOptions.AddTo(command);
        RunOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var folder = parsed.GetValue(Folder)!;
        if (!folder.Exists) throw CliFailure.Usage($"There is no folder {folder.FullName}.");
        var choice = RunOptions.Apply(EmulatorOptions.Read(parsed), parsed) with { TargetFolder = folder.FullName };
        var project = new Project(choice, folder);
        var options = choice.Tuning with
        {
            Configuration = project.Load(terminal) ?? throw CliFailure.Usage("The configuration has mistakes; nothing was started."),
            Listen = [new(IPAddress.Loopback, parsed.GetValue(ServeCommand.Port))],
            DataFolder = choice.Ephemeral ? null : DataFolders.Choose(choice),
            DebugPort = parsed.GetValue(Debug),
            ReadyFile = parsed.GetValue(ServeCommand.ReadyFile)?.FullName,
            RootAccessKey = InheritedSecrets.RootAccessKey(),
            SealingKeys = InheritedSecrets.SealingKeys(),
            ControlToken = InheritedSecrets.ControlToken(),
            LogMistakes = false,
            Verbose = choice.Verbose,
        };
        await using var server = await FcCredsServer.StartAsync(options, ct);
        await new DevSession(server, project, terminal).RunAsync(ct);
        return ExitCodes.Success;
    }
}

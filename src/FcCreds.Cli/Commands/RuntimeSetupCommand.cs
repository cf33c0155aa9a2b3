using System.CommandLine;
using FcCreds.Cli.Runtimes;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds runtime setup</c>: a virtual environment with the modules of FC's image, in their versions.</summary>
internal static class RuntimeSetupCommand
{
    private static readonly Argument<string> Runtime = new("runtime") { Description = string.Join(", ", ImageModules.ByRuntime.Keys) };

    private static readonly Option<DirectoryInfo> Into = new("--into")
    {
        HelpName = "DIR",
        Description = "Where to build it (default .venv, where it is found for functions of this folder)",
        DefaultValueFactory = _ => new DirectoryInfo(".venv"),
    };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("setup", "Build a virtual environment with FC's modules for a runtime. Needs a package index.")
        {
            Examples = [new("runtime setup python3.10", "Into .venv of this folder"), new("runtime setup python3.12 --into venv", "Into venv, which is found as well")],
        };
        Runtime.AcceptOnlyFromAmong([.. ImageModules.ByRuntime.Keys]);
        command.Arguments.Add(Runtime);
        command.Options.Add(Into);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var runtime = FunctionRuntime.Find(parsed.GetRequiredValue(Runtime))!;
        var exact = new Interpreters(new Fc.FcOptions { RuntimeApiAuthority = () => "", ExactRuntime = true }, TimeProvider.System);
        var choice = await exact.FindAsync(runtime, Directory.GetCurrentDirectory());
        var interpreter = choice.Interpreter ?? throw CliFailure.Failed($"There is {choice.Message}.");
        var folder = parsed.GetRequiredValue(Into);
        await VirtualEnvironment.BuildAsync(interpreter.Path, folder, ImageModules.ByRuntime[runtime.Id], ct);
        terminal.Out.Say($"[green]ready[/]  {folder.FullName}  [grey]Python {interpreter.Version}, {string.Join(", ", ImageModules.ByRuntime[runtime.Id])}[/]");
        return ExitCodes.Success;
    }
}

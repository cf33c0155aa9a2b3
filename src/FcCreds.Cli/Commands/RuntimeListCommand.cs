using System.CommandLine;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds runtime list</c>: what would run a handler of this folder, for each runtime.</summary>
internal static class RuntimeListCommand
{
    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("list", "Show the interpreter found for each runtime, and how to get the right one.")
        {
            Examples = [new("runtime list", "For functions of this folder"), new("runtime list --python /usr/bin/python3", "If that one were given")],
        };
        command.Options.Add(RunOptions.Python);
        command.Options.Add(RunOptions.Node);
        command.SetAction((parsed, _) => RunAsync(parsed, terminal));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal)
    {
        var options = new Fc.FcOptions { RuntimeApiAuthority = () => "", PythonPath = parsed.GetValue(RunOptions.Python)?.FullName, NodePath = parsed.GetValue(RunOptions.Node)?.FullName };
        var interpreters = new Interpreters(options, TimeProvider.System);
        foreach (var runtime in FunctionRuntime.All.Where(runtime => InterpreterLanguage.Of(runtime) is not null))
        {
            var choice = await interpreters.FindAsync(runtime, Directory.GetCurrentDirectory());
            var colour = choice.Interpreter is null ? "red" : choice.Message is null ? "green" : "yellow";
            var found = choice.Interpreter is { } interpreter ? $"{interpreter.Version}  {interpreter.Path}" : "none";
            terminal.Out.Say($"[{colour}]{runtime.Id,-11}[/] {found}");
            if (choice.Message is { } message) terminal.Out.Say($"            [grey]{message}[/]");
        }
        return ExitCodes.Success;
    }
}

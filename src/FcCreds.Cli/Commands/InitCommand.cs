using System.CommandLine;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using Spectre.Console;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds init</c>: a commented configuration and a first function, next to whatever is there.</summary>
internal static class InitCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder")
    {
        Description = "Where to write; otherwise here",
        DefaultValueFactory = _ => new DirectoryInfo("."),
    };

    private static readonly (string Path, string Sample)[] Files =
    [
        ("fccreds.yaml", "fccreds.yaml"),
        (Path.Combine("functions", "hello", "index.py"), "index.py"),
        (Path.Combine("functions", "hello", "event.json"), "event.json"),
    ];

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("init", "Write a commented fccreds.yaml and a sample function; nothing is overwritten.")
        {
            Examples = [new("init", "Begin in this folder"), new("init my-project", "Begin in another one")],
        };
        command.Arguments.Add(Folder);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(Folder), terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo folder, Terminal terminal, CancellationToken ct)
    {
        foreach (var (path, sample) in Files)
        {
            var target = new FileInfo(Path.Combine(folder.FullName, path));
            var written = await WriteIfAbsentAsync(target, sample, ct);
            terminal.Out.Say($"{(written ? "wrote " : "kept  ")}  {path}");
        }
        terminal.Out.WriteLine();
        terminal.Out.WriteLine("Next: fccreds invoke hello");
        return ExitCodes.Success;
    }

    private static async Task<bool> WriteIfAbsentAsync(FileInfo target, string sample, CancellationToken ct)
    {
        if (target.Exists) return false;
        target.Directory!.Create();
        await using var from = typeof(InitCommand).Assembly.GetManifestResourceStream($"Samples/{sample}")!;
        await using var to = new FileStream(target.FullName, FileMode.CreateNew);
        await from.CopyToAsync(to, ct);
        return true;
    }
}

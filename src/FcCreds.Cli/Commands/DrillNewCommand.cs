using System.CommandLine;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds drill new</c>: a drill file to begin with.</summary>
internal static class DrillNewCommand
{
    private const string Sample = "Samples/drill.yaml";

    private static readonly Argument<string> Name = new("name") { Description = "Name of the drill; the file is NAME.yaml" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("new", "Write a drill file to begin with.");
        command.Arguments.Add(Name);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(Name), ct));
        return command;
    }

    private static async Task<int> RunAsync(string name, CancellationToken ct)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) throw CliFailure.Usage($"'{name}' is no name for a drill: letters, digits, '-', '_' and '.'.");
        var path = $"{name}.yaml";
        if (File.Exists(path)) throw CliFailure.Usage($"{path} is there already.");
        using var resource = typeof(DrillNewCommand).Assembly.GetManifestResourceStream(Sample)!;
        using var reader = new StreamReader(resource);
        await File.WriteAllTextAsync(path, (await reader.ReadToEndAsync(ct)).Replace("NAME", name, StringComparison.Ordinal), ct);
        Terminal.Print($"{path}: fccreds drill run {path}");
        return ExitCodes.Success;
    }
}

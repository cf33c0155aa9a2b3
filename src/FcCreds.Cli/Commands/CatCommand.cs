using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds cat</c>: an object's bytes on standard output.</summary>
internal static class CatCommand
{
    private static readonly Argument<OssUrl> Target = new("object") { HelpName = "oss://bucket/key", Description = "What to print", CustomParser = OssUrl.Read };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("cat", "Print an object.")
        {
            Examples = [new("cat oss://my-bucket/oss-test-object", "Its bytes, untouched"), new("cat oss://my-bucket/data.json | jq .", "Into another tool")],
        };
        command.Arguments.Add(Target);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var url = parsed.GetRequiredValue(Target);
        if (url.Key.Length == 0) throw CliFailure.Usage($"{url} names no object.", "Add the object's key: oss://bucket/key.");
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        await using var content = await new OssClient(emulator).GetObjectAsync(url, ct);
        await using var output = Terminal.OpenOutput();
        await content.CopyToAsync(output, ct);
        return ExitCodes.Success;
    }
}

using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds put</c>: a file or standard input into an object.</summary>
internal static class PutCommand
{
    private static readonly Argument<string> Source = new("file") { HelpName = "file|-", Description = "File to upload, or - for standard input" };

    private static readonly Argument<OssUrl> Target = new("object")
    {
        HelpName = "oss://bucket/key",
        Description = "Where to; a bucket or a key ending in / takes the file's name",
        CustomParser = OssUrl.Read,
    };

    private static readonly Option<string> ContentType = new("--content-type") { HelpName = "TYPE", Description = "Content-Type of the object", DefaultValueFactory = _ => "application/octet-stream" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("put", "Upload a file.")
        {
            Examples = [new("put photo.jpg oss://my-bucket/in/", "As in/photo.jpg"), new("put - oss://my-bucket/notes.txt", "From standard input")],
        };
        command.Arguments.Add(Source);
        command.Arguments.Add(Target);
        command.Options.Add(ContentType);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var source = parsed.GetRequiredValue(Source);
        var target = Complete(parsed.GetRequiredValue(Target), source);
        if (source != "-" && !File.Exists(source)) throw CliFailure.Usage($"There is no file {source}.");
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        await using var content = source == "-" ? Terminal.OpenInput() : File.OpenRead(source);
        var sent = await Upload.RunAsync(terminal, content, watched => new OssClient(emulator).PutObjectAsync(target, watched, parsed.GetRequiredValue(ContentType), ct));
        terminal.Error.Say($"[green]put[/]  {target}  [grey]{ByteSize.Text(sent)}[/]");
        return ExitCodes.Success;
    }

    private static OssUrl Complete(OssUrl target, string source)
    {
        if (target.Bucket.Length == 0) throw CliFailure.Usage("The target names no bucket.", "Write oss://bucket/key.");
        if (target.Key.Length > 0 && !target.Key.EndsWith('/')) return target;
        if (source == "-") throw CliFailure.Usage("Standard input has no name.", $"Write the whole key: {target}{(target.Key.Length == 0 ? "/" : "")}name.");
        return target with { Key = target.Key + Path.GetFileName(source) };
    }
}

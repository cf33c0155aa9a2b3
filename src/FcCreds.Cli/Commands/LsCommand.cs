using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using Spectre.Console;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds ls</c>: buckets, or the objects of one, page by page as they come.</summary>
internal static class LsCommand
{
    private static readonly Argument<OssUrl?> Target = new("target")
    {
        HelpName = "oss://bucket/prefix",
        Description = "What to list; otherwise the buckets",
        CustomParser = OssUrl.Read,
        DefaultValueFactory = _ => null,
    };

    private static readonly Option<bool> Recursive = new("--recursive", "-r") { Description = "Objects below every /, instead of one level" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("ls", "List buckets or objects.")
        {
            Examples = [new("ls", "The buckets"), new("ls oss://my-bucket/logs/", "One level of a bucket"), new("ls -r --json oss://my-bucket", "Everything in it, as JSON")],
        };
        command.Arguments.Add(Target);
        command.Options.Add(Recursive);
        command.Options.Add(OutputOptions.Json);
        EmulatorOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        await using var emulator = await EmulatorOptions.OpenAsync(parsed, terminal, ct);
        var oss = new OssClient(emulator);
        var listed = parsed.GetValue(Target) is { Bucket.Length: > 0 } url
            ? oss.ListObjectsAsync(url, parsed.GetValue(Recursive) ? "" : "/", ct)
            : oss.ListBucketsAsync(ct);
        if (parsed.GetValue(OutputOptions.Json)) await ListedJson.WriteAsync(listed, ct);
        else await WriteLinesAsync(listed, terminal.Out, ct);
        return ExitCodes.Success;
    }

    private static async Task WriteLinesAsync(IAsyncEnumerable<Listed> listed, IAnsiConsole console, CancellationToken ct)
    {
        await foreach (var entry in listed.WithCancellation(ct))
        {
            var size = entry.Size is { } bytes ? ByteSize.Text(bytes) : "";
            var time = entry.LastModified?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) ?? "";
            console.Say($"[grey]{time,19}[/]  {size,10}  {entry.Name}");
        }
    }
}

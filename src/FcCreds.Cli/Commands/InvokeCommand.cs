using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Cli.Functions;
using FcCreds.Cli.Options;
using FcCreds.Cli.Reports;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Fc.Runtimes;
using FcCreds.Server.Control;

namespace FcCreds.Cli.Commands;

/// <summary><c>fccreds invoke</c>: one function, once, with its role's credentials.</summary>
internal static class InvokeCommand
{
    private static readonly Argument<string> Target = new("target") { Description = "A configured function's name, or a folder with a handler" };

    private static readonly Option<string?> Handler = new("--handler") { HelpName = "file.function", Description = "Handler; otherwise the configured one, index.handler, or the only one found" };

    private static readonly Option<string?> Runtime = new("--runtime") { HelpName = "python3.10", Description = "FC's runtime; a folder's default is python3.10, nodejs20 where index.js or index.mjs is, or custom.debian10 where bootstrap is" };

    private static readonly Option<string?> Role = new("--role") { HelpName = "NAME|ARN", Description = "Role to run as; a folder's default may use OSS fully" };

    private static readonly Option<string[]> Bucket = new("--bucket") { HelpName = "NAME", Description = "Create this bucket first unless it is there; may be repeated", DefaultValueFactory = _ => [] };

    private static readonly Option<int?> Debug = DebugOption.Create("Wait for a debugger at this port (default 5678) before the handler runs, without a timeout: debugpy for Python, --inspect for Node.js");

    private static readonly Option<string?> Event = new("--event") { HelpName = "TEXT|@file|-", Description = "The event: a text, a file, or standard input; otherwise the folder's event.json, otherwise empty" };

    public static CliCommand Create(Terminal terminal)
    {
        var command = new CliCommand("invoke", "Run a function once with its role's temporary credentials, and tell what it asked of OSS.")
        {
            Examples =
            [
                new("invoke fixtures/functions/oss-from-environment --runtime python3.12 --bucket my-bucket", "A folder, with its event.json"),
                new("invoke hello --event '{\"name\": \"FC\"}'", "A configured function"),
                new("invoke . --handler app.run --role reader --json", "Another handler and role, for machines"),
            ],
        };
        Runtime.CompletionSources.Add([.. FunctionRuntime.All.Select(runtime => runtime.Id)]);
        command.Arguments.Add(Target);
        foreach (var option in new Option[] { Handler, Runtime, Role, Bucket, Event, Debug, OutputOptions.Json }) command.Options.Add(option);
        EmulatorOptions.AddTo(command);
        RunOptions.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed, terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        var target = parsed.GetRequiredValue(Target);
        var changes = new FunctionChanges(parsed.GetValue(Handler), parsed.GetValue(Runtime), parsed.GetValue(Role));
        var folder = Directory.Exists(target) ? new DirectoryInfo(target) : null;
        if (folder is null && target.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw CliFailure.Usage($"There is no folder {target}.");
        var choice = RunOptions.Apply(EmulatorOptions.Read(parsed), parsed) with { TargetFolder = folder?.FullName ?? Directory.GetCurrentDirectory() };
        if (folder is not null) choice = choice with { Loaded = Configurations.Load(choice, terminal) };

        await using var emulator = await Emulator.OpenAsync(choice, terminal, ct);
        var function = folder is null ? null : FolderFunction.Of(folder, choice.Loaded!, emulator.AccountId, changes);
        var code = function?.CodePath ?? emulator.Configuration?.Functions.FirstOrDefault(declared => declared.Name == target)?.CodePath;
        var input = await EventSource.ReadAsync(parsed.GetValue(Event), [folder?.FullName, code], ct);
        foreach (var bucket in parsed.GetRequiredValue(Bucket)) await new OssClient(emulator).PutBucketAsync(bucket, ct);
        var debugPort = parsed.GetValue(Debug);
        // Before the call, which waits for it.
        if (debugPort is { } port) terminal.Error.Say($"[yellow]debug[/]     attach a debugger to 127.0.0.1:{port}; the handler waits for it");
        var report = await new OrderClient(emulator).InvokeAsync(OrderOf(target, function, changes, input, debugPort), ct);

        if (parsed.GetValue(OutputOptions.Json)) Terminal.Print(CliJson.Text(report, CliJson.Readable.InvocationReport));
        else InvocationText.Write(terminal.Out, report, Heading(emulator, choice, report, input));
        return report switch
        {
            { Refusal: not null, StatusCode: 400 or 403 or 412 } => ExitCodes.Usage,
            { FunctionError: null, StatusCode: < 400 } => ExitCodes.Success,
            _ => ExitCodes.Failed,
        };
    }

    private static InvocationOrder OrderOf(string target, Fc.FunctionDeclaration? function, FunctionChanges changes, EventSource input, int? debugPort) => function is null
        ? new() { FunctionName = target, Handler = changes.Handler, Runtime = changes.Runtime, Role = changes.Role, DebugPort = debugPort, Event = input.Bytes.ToArray() }
        : new() { Function = function with { DebugPort = debugPort }, Event = input.Bytes.ToArray() };

    private static IReadOnlyList<(string Label, string Text)> Heading(Emulator emulator, EmulatorChoice choice, InvocationReport report, EventSource input)
    {
        var function = report.Function;
        var configuration = Configurations.Find(choice) ?? "none, defaults apply";
        return
        [
            ("server", emulator.Where),
            ("config", configuration),
            ("function", $"{function.Name}, {function.Handler}"),
            ("runtime", function.Interpreter is null ? function.Runtime : $"{function.Runtime} on {function.Interpreter}"),
            ("role", function.Role ?? "none"),
            ("event", $"{input.From}, {ByteSize.Text(input.Bytes.Length)}"),
        ];
    }
}

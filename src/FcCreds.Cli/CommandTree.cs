using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FcCreds.Cli.Commands;
using FcCreds.Cli.Completion;
using FcCreds.Cli.Options;
using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;

namespace FcCreds.Cli;

/// <summary>All verbs, and the one place where a command's end becomes an exit code.</summary>
internal static class CommandTree
{
    /// <summary>Response files are off: <c>--event @file</c> is ours.</summary>
    public static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>For a server's running invocations to end.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    private static readonly Example[] Examples =
    [
        new("invoke fixtures/functions/oss-from-environment --bucket my-bucket", "Run a function's folder against an emulated bucket"),
        new("serve", "Start the emulator for SDKs, tools and tests"),
        new("ls oss://my-bucket", "See what a function wrote"),
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var terminal = new Terminal();
        var root = Create(terminal);
        ParseResult? parsed = null;
        try
        {
            parsed = root.Parse(CompleteDirective.IsCalled(args) ? args : EnvironmentFallback.Extend(root, args, Environment.GetEnvironmentVariable), Parsing);
            return parsed.Action is ParseErrorAction || UsageMistakes.UnknownOptions(parsed).Count > 0
                ? UsageMistakes.Report(parsed, terminal)
                : await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopTimeout });
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed;
        }
        catch (Exception failure)
        {
            return Failures.Report(failure, terminal, parsed?.GetValue(OutputOptions.Verbose) == true);
        }
    }

    private static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("Runs Alibaba Cloud Function Compute handlers here, with their role's temporary credentials and an OSS that checks them.")
        {
            ServeCommand.Create(terminal),
            DevCommand.Create(terminal),
            InvokeCommand.Create(terminal),
            EventCommand.Create(terminal),
            CredentialsCommand.Create(terminal),
            ExecCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            TraceCommand.Create(terminal),
            LogsCommand.Create(terminal),
            DrillCommand.Create(terminal),
            FaultCommand.Create(terminal),
            PolicyCommand.Create(terminal),
            RoleCommand.Create(terminal),
            LsCommand.Create(terminal),
            CatCommand.Create(terminal),
            PutCommand.Create(terminal),
            InitCommand.Create(terminal),
            RuntimeCommand.Create(terminal),
            RevokeCommand.Create(terminal),
            KeysCommand.Create(terminal),
            ReplicasCommand.Create(terminal),
            SweepCommand.Create(terminal),
            ExportCommand.Create(terminal),
            CaCommand.Create(terminal),
            LifecycleCommand.Create(terminal),
            ClockCommand.Create(terminal),
            HealthCommand.Create(terminal),
            CoverageCommand.Create(terminal),
            CompletionCommand.Create(),
        };
        root.Directives.Add(new CompleteDirective());
        root.Options.Add(OutputOptions.Verbose);
        var help = root.Options.OfType<HelpOption>().Single();
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        var introduction = new HelpWithExamples((HelpAction)help.Action!, Examples);
        help.Action = introduction;
        root.SetAction(introduction.Invoke);
        return root;
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"fccreds {ProductVersion.Text}");
            return ExitCodes.Success;
        }
    }
}

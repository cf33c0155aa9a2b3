using System.CommandLine;
using FcCreds.Cli.Connections;
using FcCreds.Server.Capture;

namespace FcCreds.Cli.Options;

/// <summary>How handlers are run by a server that this command starts; one that runs already keeps its own ways.</summary>
internal static class RunOptions
{
    public static readonly Option<FileInfo?> Python = new("--python") { HelpName = "PATH", Description = "Interpreter for Python handlers; otherwise the best one found" };

    public static readonly Option<FileInfo?> Node = new("--node") { HelpName = "PATH", Description = "Interpreter for Node.js handlers; otherwise the best one found" };

    public static readonly Option<bool> ExactRuntime = new("--exact-runtime") { Description = "Refuse a runtime whose exact interpreter version is not installed" };

    public static readonly Option<bool> StrictRoles = new("--strict-roles") { Description = "Refuse a role that only s.yaml names, instead of giving it full OSS access" };

    public static readonly Option<Egress> Outward = new("--egress") { HelpName = "allow|deny", Description = "Whether handlers reach hosts other than the cloud's (default allow)" };

    public static void AddTo(Command command)
    {
        Outward.CompletionSources.Clear();
        Outward.CompletionSources.Add("allow", "deny");
        foreach (var option in new Option[] { Python, Node, ExactRuntime, StrictRoles, Outward }) command.Options.Add(option);
    }

    public static EmulatorChoice Apply(EmulatorChoice choice, ParseResult parsed) => choice with
    {
        StrictRoles = parsed.GetValue(StrictRoles),
        Tuning = choice.Tuning with
        {
            PythonPath = parsed.GetValue(Python)?.FullName,
            NodePath = parsed.GetValue(Node)?.FullName,
            ExactRuntime = parsed.GetValue(ExactRuntime),
            Egress = parsed.GetValue(Outward),
        },
    };
}

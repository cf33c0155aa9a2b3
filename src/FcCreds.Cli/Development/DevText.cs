using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Fc;
using FcCreds.Fc.Runtimes;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Fc.Triggers.Timer;
using FcCreds.Server;
using Spectre.Console;

namespace FcCreds.Cli.Development;

/// <summary>How to reach the functions.</summary>
internal static class DevText
{
    public static void Write(IAnsiConsole console, FcCredsServer server, Project project)
    {
        var url = server.Url.GetLeftPart(UriPartial.Authority);
        console.Say($"[bold]FcCreds {ProductVersion.Text}[/] runs {project.Folder} at [bold]{url}[/]");
        console.WriteLine();
        var functions = server.Rooms.Configuration.Functions;
        var width = functions.Max(function => function.Name.Length);
        foreach (var function in functions)
        {
            console.Say($"  [bold]{function.Name.PadRight(width)}[/]  {function.Runtime}, {function.Handler}, {(function.RoleArn is { } role ? $"as {role}" : "without a role")}");
            foreach (var trigger in server.Rooms.Functions.HttpTriggers.All.Where(trigger => trigger.Function.Declaration.Name == function.Name))
                console.Say($"  {"".PadRight(width)}  {HttpTriggerPath.UrlOf(server.Url, trigger)}  [grey]{string.Join(' ', trigger.Settings.Methods)}[/]");
            foreach (var trigger in function.Triggers) WriteEvents(console, function, trigger, $"  {"".PadRight(width)}  ");
            if (server.Rooms.DebugPorts?.Of(function) is { } port) console.Say($"  {"".PadRight(width)}  [yellow]debug[/] {HowToAttach(function, port)}");
        }
        console.WriteLine();
        if (server.Rooms.DebugPorts is not null) console.MarkupLine("[grey]The first call of each instance waits for its debugger, and no timeout counts; after a change attach again.[/]");
        // Orders need the token, which lies in the data folder.
        if (server.Options.DataFolder is { } data) console.Say($"[grey]Call one:   fccreds invoke {functions[0].Name} --event '{{}}' --data {(data.Contains(' ', StringComparison.Ordinal) ? $"'{data}'" : data)}[/]");
        else console.Say($"[grey]Call one:   with FCCREDS_CONTROL_TOKEN set for both, fccreds invoke {functions[0].Name} --event '{{}}' --server {url}[/]");
        console.MarkupLine("[grey]Save a file and the next call runs it. Stop with Ctrl-C.[/]");
        console.WriteLine();
    }

    private static void WriteEvents(IAnsiConsole console, FunctionDeclaration function, TriggerDeclaration trigger, string margin)
    {
        if (OssTrigger.Read(trigger) is var (bucket, wanted)) console.Say($"{margin}oss://{bucket}/{wanted.Prefix}*{wanted.Suffix}  [grey]{string.Join(' ', wanted.Events)}[/]");
        else if (trigger.TriggerType == TimerSettings.Type && TimerSettings.Read(trigger.TriggerConfig, []) is { } timer)
            console.Say($"{margin}{timer.CronExpression}{(timer.IsEnabled ? "" : " (off)")}  [grey]now: fccreds event fire {function.Name} --trigger-name {trigger.TriggerName}[/]");
    }

    private static string HowToAttach(FunctionDeclaration function, int port) => FunctionRuntime.Find(function.Runtime)!.Family == RuntimeFamily.Python
        ? $"127.0.0.1:{port} (debugpy; VS Code: Python Debugger, Remote Attach)"
        : $"127.0.0.1:{port} (node inspect 127.0.0.1:{port}; chrome://inspect; VS Code: Node.js, Attach)";
}

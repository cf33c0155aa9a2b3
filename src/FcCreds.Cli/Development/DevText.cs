using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Fc.Triggers.Http;
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
        }
        console.WriteLine();
        console.Say($"[grey]Call one:   fccreds invoke {functions[0].Name} --event '{{}}' --server {url}[/]");
        console.MarkupLine("[grey]Save a file and the next call runs it. Stop with Ctrl-C.[/]");
        console.WriteLine();
    }
}

using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Server;
using Spectre.Console;

namespace FcCreds.Cli.Reports;

/// <summary>What a person wants to know of a server that has just started.</summary>
internal static class ServeText
{
    public static void Write(IAnsiConsole console, FcCredsServer server, string? configurationFile)
    {
        var described = server.Describe();
        console.Say($"[bold]FcCreds {ProductVersion.Text}[/] answers at [bold]{described.Url}[/]");
        console.WriteLine();
        (string, string)[] facts =
        [
            ("config", configurationFile ?? "none, defaults apply"),
            ("data", server.Options.DataFolder ?? "nothing is kept"),
            .. server.Rooms.StoreDescription is { } store ? [("objects", store)] : Array.Empty<(string, string)>(),
            ("account", $"{described.Account} in {described.Region}"),
            ("root key", described.RootAccessKeyId == RootAccessKeys.DocumentedAccessKeyId ? $"{described.RootAccessKeyId} (the documented one, for this machine only)" : described.RootAccessKeyId),
            .. server.Options.Upstream is { } upstream ? [("upstream", $"REAL credentials of {upstream.RoleArn} from {upstream.Endpoint.Authority}")] : Array.Empty<(string, string)>(),
            ("services", "OSS, STS, RAM and Function Compute 3.0, all at that address"),
        ];
        foreach (var (label, text) in facts) console.Say($"[grey]{label,-12}[/]  {text}");
        console.WriteLine();
        foreach (var (sdk, line) in SdkSnippets.For(server.Url, described.Region)) console.Say($"[grey]{sdk,-12}[/]  {line}");
        console.WriteLine();
        WriteTriggers(console, server);
        console.MarkupLine("[grey]Stop it with Ctrl-C.[/]");
    }

    /// <summary>By path, which needs no name to resolve; docs/http-triggers.md has the host names.</summary>
    private static void WriteTriggers(IAnsiConsole console, FcCredsServer server)
    {
        var triggers = server.Rooms.Functions.HttpTriggers.All;
        if (triggers.Count == 0) return;
        foreach (var trigger in triggers)
            console.Say($"[grey]{"http trigger",-13}[/] {HttpTriggerPath.UrlOf(server.Url, trigger)} ({string.Join(' ', trigger.Settings.Methods)}, {trigger.Settings.Access.AuthType})");
        foreach (var domain in server.Rooms.Functions.Domains.All)
            console.Say($"[grey]{"custom domain",-13}[/] {domain.DomainName} ({domain.Protocol}), {string.Join(", ", domain.Routes.Select(route => $"{route.Path} to {route.FunctionName}"))}");
        console.WriteLine();
    }
}

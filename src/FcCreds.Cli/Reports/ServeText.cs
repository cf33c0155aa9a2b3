using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
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
        console.MarkupLine("[grey]Stop it with Ctrl-C.[/]");
    }
}

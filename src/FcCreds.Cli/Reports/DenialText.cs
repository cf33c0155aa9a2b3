using FcCreds.Cli.Terminals;
using FcCreds.Server.Control;
using Spectre.Console;

namespace FcCreds.Cli.Reports;

/// <summary>A refusal a person can act on: who was refused what, what was read, and the statement that is missing.</summary>
internal static class DenialText
{
    public static void Write(IAnsiConsole console, CallReport call)
    {
        console.WriteLine();
        console.Say($"[red]denied[/]    {call.Operation} on {call.Resource}");
        console.Say($"  who     {call.Principal}");
        console.Say($"  why     {(call.Statement is { } statement ? $"{statement} denies it" : "no statement allows it")}");
        if (call.Read.Count == 0) console.WriteLine("  read    nothing: no policy is attached");
        for (var i = 0; i < call.Read.Count; i++) console.Say($"  {(i == 0 ? "read" : "    ")}    [grey]{call.Read[i]}[/]");
        if (call.Needed is { } needed) console.Say($"  {(call.Statement is null ? "add" : "change"),-6}  [bold]{needed.TrimEnd().ReplaceLineEndings(Environment.NewLine + "          ")}[/]");
        if (call.RequestId is { } id) console.Say($"  more    [grey]fccreds explain {id}[/]");
    }
}

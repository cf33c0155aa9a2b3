using System.Globalization;
using FcCreds.Cli.Terminals;
using FcCreds.Core.Journal;
using Spectre.Console;

namespace FcCreds.Cli.Reports;

/// <summary>Events for a person, a line each: when, of which function and invocation (the end of its id), what.</summary>
internal sealed class JournalText(IAnsiConsole console)
{
    private const int IdLength = 6;

    public void Write(JournalEvent happened)
    {
        switch (happened)
        {
            case ServiceCalled called:
                Say(called, CallLine.Markup(called) + Marked.Text($"  [grey]{CallLine.Who(called)}[/]"));
                break;
            case CredentialIssued issued:
                Say(issued, Marked.Text($"[blue]credentials[/] {issued.AccessKeyId} for {issued.PrincipalArn}, {Scope(issued)}, until {Utc(issued.ExpiresAt, "yyyy-MM-dd HH:mm:ss")}[grey], {issued.IssuedTo}[/]"));
                break;
            case InvocationStarted started:
                Say(started, Marked.Text($"[bold]start[/] {started.Handler} on {started.Runtime}[grey]{(started.ColdStart ? ", cold start" : "")}, {started.InstanceId}[/]"));
                break;
            case HandlerPrinted printed:
                foreach (var line in printed.Lines) Say(printed with { Time = line.Time }, Marked.Text($"[grey]|[/] {line.Text}"));
                if (printed.Omitted > 0) Say(printed, Marked.Text($"[grey]| lines that are not kept: {printed.Omitted}[/]"));
                break;
            case InvocationEnded { FunctionError: { } error } failed:
                Say(failed, Marked.Text($"[red]failed[/] {error}{(failed.Reason is { } reason ? $": {reason}" : "")} [grey]after {CallLine.Duration(failed.DurationMs)}[/]"));
                break;
            case InvocationEnded ended:
                Say(ended, Marked.Text($"[green]end[/] [grey]after {CallLine.Duration(ended.DurationMs)}[/]"));
                break;
            case InstanceEnded gone:
                Say(gone, Marked.Text($"[grey]instance {gone.InstanceId} has ended[/]"));
                break;
            case HandlerMistake mistake:
                Say(mistake, Marked.Text($"[yellow]mistake[/] {mistake.Message} [yellow]{mistake.Advice}[/] [grey]({mistake.Rule})[/]"));
                break;
            case JournalNote note:
                Say(note, Marked.Text($"[yellow]note[/] {note.Message} [grey]({note.Kind})[/]"));
                break;
        }
    }

    private void Say(JournalEvent happened, string markup)
        => console.MarkupLine(Marked.Text($"[grey]{Utc(happened.Time, "HH:mm:ss.fff")}[/] {Head(happened)}") + markup);

    private static string Head(JournalEvent happened)
    {
        var id = happened.InvocationId ?? (happened is ServiceCalled ? happened.RequestId : null);
        var end = id is { Length: > IdLength } ? id[^IdLength..] : id;
        var head = $"{happened.FunctionName} {end}".Trim();
        return head.Length == 0 ? "" : head + " ";
    }

    private static string Scope(CredentialIssued issued) => issued.IsReal ? "real" : $"{issued.Scope} scope";

    private static string Utc(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture) + "Z";
}

using System.Globalization;
using FcCreds.Cli.Terminals;
using FcCreds.Core.Time;
using FcCreds.Server.Control.Traces;
using Spectre.Console;

namespace FcCreds.Cli.Reports;

/// <summary>A trace for a person: a tree with a line for each thing that happened.</summary>
internal static class TraceText
{
    public static void Write(IAnsiConsole console, TraceReport report)
    {
        if (report.Invocation is { } invocation)
        {
            var tree = new Tree(Heading(invocation));
            Fill(tree, invocation);
            console.Write(tree);
        }
        else if (report.Call is { } call)
        {
            var tree = new Tree(CallLine.Markup(call));
            FillCall(tree, call);
            console.Write(tree);
        }
    }

    private static void Fill(IHasTreeNodes at, TracedInvocation invocation)
    {
        if (invocation.CausedBy is { } cause) at.AddNode(Marked.Text($"[grey]because of[/] {cause.Says}{(cause.InvocationId is { } by ? $" [invocation {by}]" : "")}"));
        if (invocation.Asked is { } asked) FillCall(at.AddNode(Marked.Text($"[grey]asked by[/] ") + CallLine.Markup(asked)), asked);
        foreach (var credentials in invocation.Credentials) at.AddNode(Credentials(credentials));
        foreach (var step in invocation.Steps) AddStep(at, step);
        at.AddNode(End(invocation));
    }

    private static void AddStep(IHasTreeNodes at, TraceStep step)
    {
        switch (step)
        {
            case CallStep { Call: var call }:
                FillCall(at.AddNode(CallLine.Markup(call)), call);
                break;
            case PrintedStep printed:
                at.AddNode(Marked.Text($"[grey]|[/] {printed.Text}"));
                break;
            case MistakeStep mistake:
                at.AddNode(Marked.Text($"[yellow]mistake[/] {mistake.Message} [yellow]{mistake.Advice}[/] [grey]({mistake.Rule})[/]"));
                break;
            case NoteStep note:
                at.AddNode(Marked.Text($"[yellow]note[/] {note.Message} [grey]({note.Note})[/]"));
                break;
            case CredentialsStep issued:
                at.AddNode(Credentials(issued.Credentials));
                break;
            case InvocationStep followed:
                Fill(at.AddNode(Heading(followed.Invocation) + Marked.Text($"  [grey]{followed.Says}[/]")), followed.Invocation);
                break;
            case AttemptStep again:
                at.AddNode(Marked.Text($"[yellow]attempt {again.Number}[/] on {again.InstanceId}{(again.ColdStart ? ", cold start" : "")}{(again.ErrorBefore is { } error ? $", after {error}" : "")}"));
                break;
        }
    }

    private static void FillCall(IHasTreeNodes at, TracedCall call)
    {
        if (call.AccessKeyId is { } key)
        {
            var age = call.CredentialsAgeSeconds is { } seconds ? $", {LengthText.OfWholeSeconds(seconds)} old" : "";
            var whose = call.CredentialsOf is { } other ? $", issued for invocation {other}" : "";
            at.AddNode(Marked.Text($"[grey]with[/] {key}{age}[yellow]{whose}[/]"));
        }
        if (call.Why is { } why) at.AddNode(Marked.Text($"[red]{(call.Decision is null ? "refused" : "denied")}[/] {why}"));
        else if (call.Statement is { } statement) at.AddNode(Marked.Text($"[grey]allowed by[/] {statement}"));
        if (call.Needed is { } needed) at.AddNode(Marked.Text($"[grey]add[/] [bold]{needed.GetRawText()}[/]"));
        if (call.Advice is { } advice) at.AddNode(Marked.Text($"[grey]do[/] {advice}"));
        foreach (var step in call.Led ?? []) AddStep(at, step);
        if (call.Status >= 400 && call.RequestId is { } id) at.AddNode(Marked.Text($"[grey]more: fccreds explain {id}[/]"));
    }

    private static string Heading(TracedInvocation invocation)
    {
        var what = invocation.Handler is { } handler ? $"  {handler} on {invocation.Runtime}{(invocation.ColdStart ? ", cold start" : "")}" : "";
        return Marked.Text($"[bold]{invocation.FunctionName ?? "function"}[/] {invocation.InvocationId}[grey]{what}{(invocation.StartedAt is { } at ? $", {Utc(at)}" : "")}[/]");
    }

    private static string End(TracedInvocation invocation) => invocation.Outcome switch
    {
        "succeeded" => Marked.Text($"[green]succeeded[/] [grey]after {CallLine.Duration(invocation.DurationMs ?? 0)}[/]"),
        "failed" => Marked.Text($"[red]failed[/] {invocation.Error}{(invocation.Reason is { } reason ? $": {reason}" : "")} [grey]after {CallLine.Duration(invocation.DurationMs ?? 0)}[/]"),
        var other => Marked.Text($"[yellow]{other}[/]"),
    };

    private static string Credentials(TracedCredentials one)
    {
        var age = one.AgeSeconds is { } seconds ? $", {LengthText.OfWholeSeconds(seconds)} old" : "";
        var of = one.OfInvocation is { } other ? $", issued for invocation {other}" : "";
        return Marked.Text($"[blue]credentials[/] {one.AccessKeyId} for {one.PrincipalArn}, {one.Scope} scope{age}, until {Utc(one.ExpiresAt)}[yellow]{of}[/][grey]{(one.IsDelivered ? $", delivered by {one.IssuedTo}" : "")}, session {one.SessionId}[/]");
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + "Z";
}

using System.Globalization;
using System.Text.Json;
using FcCreds.Cli.Terminals;
using FcCreds.Server.Control;
using Spectre.Console;

namespace FcCreds.Cli.Reports;

/// <summary>An invocation for a person: what ran where and as whom, what it logged and asked for, how it ended.</summary>
internal static class InvocationText
{
    public static void Write(IAnsiConsole console, InvocationReport report, IReadOnlyList<(string Label, string Text)> heading)
    {
        foreach (var (label, text) in heading) console.Say($"[grey]{label,-9}[/] {text}");
        console.WriteLine();
        if (report.Logs.Length > 0) WriteLog(console, report.Logs);
        WriteCalls(console, report.Calls);
        foreach (var denied in report.Calls.Where(call => call.Decision == "Deny")) DenialText.Write(console, denied);
        foreach (var mistake in report.Mistakes) console.Say($"[yellow]mistake[/]   {mistake.Message} [yellow]{mistake.Advice}[/] [grey]({mistake.Rule})[/]");
        foreach (var note in report.Notes) console.Say($"[yellow]note[/]      {note}");
        WriteEnd(console, report);
    }

    private static void WriteLog(IAnsiConsole console, string log)
    {
        foreach (var line in log.TrimEnd('\n').Split('\n')) WriteLogLine(console, line.TrimEnd('\r'));
    }

    /// <summary>The platform's own lines step back behind the function's.</summary>
    private static void WriteLogLine(IAnsiConsole console, string line)
    {
        var platform = line.StartsWith("FC Invoke ", StringComparison.Ordinal) || line.StartsWith("FC Initialize ", StringComparison.Ordinal)
            || line.StartsWith("FunctionCompute ", StringComparison.Ordinal);
        if (platform) console.Say($"[grey]{line}[/]");
        else Terminal.Print(line);
    }

    private static void WriteCalls(IAnsiConsole console, IReadOnlyList<CallReport> calls)
    {
        if (calls.Count == 0) return;
        var operationWidth = calls.Max(call => call.Operation.Length);
        var resourceWidth = calls.Max(call => call.Resource.Length);
        var sizeWidth = calls.Max(call => SizeOf(call).Length);
        console.WriteLine();
        foreach (var call in calls)
        {
            var status = Status(call);
            var colour = call.Status < 400 ? "green" : "red";
            var what = Marked.Text($"[bold]{call.Operation.PadRight(operationWidth)}[/]  {call.Resource.PadRight(resourceWidth)}  {SizeOf(call).PadLeft(sizeWidth)}");
            console.MarkupLine(what + Marked.Text($"  [{colour}]{status}[/]  [grey]{Decided(call)}[/]"));
        }
    }

    private static string Status(CallReport call) => call.Code is null ? call.Status.ToString(CultureInfo.InvariantCulture) : $"{call.Status} {call.Code}";

    private static string SizeOf(CallReport call) => call.Size is { } size ? ByteSize.Text(size) : "";

    private static string Decided(CallReport call) => call.Statement is null ? call.Principal : $"{call.Principal} ← {call.Statement}";

    private static void WriteEnd(IAnsiConsole console, InvocationReport report)
    {
        if (report.Logs.Length > 0) console.WriteLine();
        if (report.Refusal is { } refusal)
        {
            console.Say($"[red]refused[/]   {report.StatusCode} {refusal.Code}: {refusal.Message}");
            return;
        }
        if (report.FunctionError is null)
        {
            console.Markup("[green]result[/]    ");
            Terminal.Print(report.Result);
        }
        else
        {
            console.Say($"[red]failed[/]    {report.FunctionError}: {Summary(report.Result)}");
        }
        var took = string.Create(CultureInfo.InvariantCulture, $"{report.DurationMs:0.0} ms{(report.ColdStart ? ", cold start" : "")}");
        console.Say($"[grey]took      {took} · {report.RequestId}[/]");
    }

    /// <summary>The whole error stands in the log already.</summary>
    private static string Summary(string result)
    {
        try
        {
            using var error = JsonDocument.Parse(result);
            var type = error.RootElement.TryGetProperty("errorType", out var name) ? $"{name.GetString()}: " : "";
            if (error.RootElement.TryGetProperty("errorMessage", out var message)) return type + message.GetString();
            // The platform's own refusal of a result, such as one beyond the limit.
            return error.RootElement.TryGetProperty("Code", out var code) && error.RootElement.TryGetProperty("Message", out message) ? $"{code.GetString()}: {message.GetString()}" : result;
        }
        catch (Exception unusual) when (unusual is JsonException or InvalidOperationException)
        {
            return result;
        }
    }
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FcCreds.Cli.Terminals;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Server.Control.Why;
using Spectre.Console;

namespace FcCreds.Cli.Reports;

/// <summary>Explanations for a person.</summary>
internal static class ExplanationText
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static void Write(IAnsiConsole console, ExplainReport report)
    {
        for (var i = 0; i < report.Requests.Count; i++)
        {
            if (i > 0) console.WriteLine();
            Write(console, report.Requests[i]);
        }
        if (report.Note is { } note) console.Say($"{note}");
    }

    public static void Write(IAnsiConsole console, SimulationReport report)
    {
        var colour = report.Decision == "Allow" ? "green" : "red";
        console.Say($"[{colour}]{(report.Decision == "Allow" ? "allowed" : "denied"),-8}[/]  [bold]{report.Action}[/] on {report.Resource}");
        console.Say($"  who     {report.Principal}");
        WriteReason(console, report.Why, report.Read, report.Add, report.Advice, report.Decision != "Allow");
    }

    private static void Write(IAnsiConsole console, Explanation one)
    {
        var colour = one.Outcome == "allowed" ? "green" : "red";
        console.MarkupLine($"[{colour}]{(one.Outcome == "credentials" ? "refused" : one.Outcome),-8}[/]" + Marked.Text($"  [bold]{one.Operation}[/] on {one.Resource}: {one.Status} {one.Code} {one.Ec}").TrimEnd());
        console.Say($"  when    {one.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}Z, {one.Service} request {one.RequestId}");
        console.Say($"  who     {one.Who.Principal}{(one.Who.AccessKeyId is { } key ? $", {key}" : "")}");
        if (Credentials(one.Who) is { Length: > 0 } credentials) console.Say($"          {credentials}");
        if (one.Who.FunctionName is { } function) console.Say($"          function {function}{(one.Who.InvocationId is { } invocation ? $", invocation {invocation}" : "")}");
        for (var i = 0; i < one.What.Count; i++) console.Say($"  {(i == 0 ? "what" : "    ")}    {one.What[i].Action} on {one.What[i].Resource}{Conditions(one.What[i])}");
        WriteReason(console, one.Why, one.Read, one.Add, one.Advice, one.Outcome == "denied");
    }

    private static void WriteReason(IAnsiConsole console, string why, IReadOnlyList<StatementTrace> read, Remedy? add, string? advice, bool isDenied)
    {
        console.Say($"  why     [bold]{why}[/]");
        for (var i = 0; i < read.Count; i++) console.Say($"  {(i == 0 ? "read" : "    ")}    {Read(read[i])}");
        if (read.Count == 0 && isDenied) console.Say($"  read    nothing: no policy is attached");
        if (add is not null)
        {
            console.Say($"  add     to {add.To}:");
            WriteIndented(console, add.Statement);
            foreach (var next in add.Also ?? []) WriteIndented(console, next);
        }
        if (advice is not null) console.Say($"  do      {advice}");
    }

    private static string Credentials(ExplainedCaller who)
    {
        if (who is not { AgeSeconds: { } age, LifetimeSeconds: { } lifetime }) return "";
        var issuedTo = who.IssuedTo is { } service ? $", issued to {service}" : "";
        return $"credentials {LengthText.OfWholeSeconds(age)} old, made for {LengthText.OfWholeSeconds(lifetime)}{issuedTo}";
    }

    private static string Conditions(AccessDemand demand)
        => demand.Conditions is { Count: > 0 } given ? $" ({string.Join(", ", given.Select(one => $"{one.Key}={one.Value}"))})" : "";

    private static string Read(StatementTrace read)
    {
        var source = read.Source switch
        {
            "IdentityPolicy" => "identity policy ",
            "SessionPolicy" => "session policy ",
            "ResourcePolicy" => "bucket policy ",
            "TrustPolicy" => "trust policy ",
            _ => "",
        };
        var holder = read.AttachedTo is { } whose ? $" of {whose}" : "";
        var verdict = read.Effect == "None" ? $"{(read.Written is { } written ? $"{written}, " : "")}does not apply: {read.Because}" : $"{read.Effect}{(read.Because.Length > 0 ? $": {read.Because}" : "")}";
        return $"{source}{read.Name}{holder}: {verdict}";
    }

    private static void WriteIndented(IAnsiConsole console, JsonElement statement)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Readable)) statement.WriteTo(writer);
        foreach (var line in System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n')) console.Say($"          [bold]{line.TrimEnd()}[/]");
    }
}

using System.Globalization;
using FcCreds.Cli.Terminals;
using FcCreds.Core.Journal;
using FcCreds.Server.Control.Traces;

namespace FcCreds.Cli.Reports;

/// <summary>A call of a service on one line.</summary>
internal static class CallLine
{
    /// <summary><c>PutObject oss://my-bucket/key 16 B 200 1.2 ms</c>, as markup.</summary>
    public static string Markup(ServiceCalled called) => Markup(called.Operation, called.Resource, called.Size, called.Status, called.Code, called.DurationMs);

    public static string Markup(TracedCall called) => Markup(called.Operation, called.Resource, called.Size, called.Status, called.Code, called.DurationMs);

    /// <summary>Caller, and what decided.</summary>
    public static string Who(ServiceCalled called) => called.Statement is { } statement ? $"{called.Principal} ← {statement}" : called.Principal;

    private static string Markup(string operation, string resource, long? size, int status, string? code, double durationMs)
    {
        var colour = status < 400 ? "green" : "red";
        var bytes = size is { } moved ? $"{ByteSize.Text(moved)} " : "";
        return Marked.Text($"[bold]{operation}[/] {resource} {bytes}[{colour}]{status}{(code is null ? "" : $" {code}")}[/] [grey]{Duration(durationMs)}[/]");
    }

    public static string Duration(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");
}

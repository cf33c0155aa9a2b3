using FcCreds.Drills.Results;
using Spectre.Console;

namespace FcCreds.Cli.Reports;

/// <summary>A drill's result in a few lines.</summary>
internal static class DrillText
{
    public static void Write(IAnsiConsole console, DrillResult result)
    {
        var isRight = result.Passed != result.ShallFail;
        console.WriteLine($"{(isRight ? "ok  " : "FAIL")}  {result.Drill}, {result.Target}{(result.ShallFail ? ", which shall fail" : "")}");
        console.WriteLine($"      {result.Verdict}");
        foreach (var one in result.Expectations) console.WriteLine($"      {(one.Held ? "held  " : "missed")}  {one.Name}: wanted {one.Wanted}, got {one.Got}");
        if (!result.Passed && result.Cause is { } cause) console.WriteLine($"      {cause.Sentence} {cause.Fix}{(cause.KnownIssue is { } issue ? $" ({issue})" : "")}");
        console.WriteLine($"      clock {result.Clock.Mode}, seed {result.Seed}");
    }
}

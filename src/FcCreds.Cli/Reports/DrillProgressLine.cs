using System.Globalization;
using FcCreds.Cli.Terminals;
using FcCreds.Drills.Running;

namespace FcCreds.Cli.Reports;

/// <summary>One line that changes while a drill runs, for who watches; it is gone afterwards.</summary>
internal sealed class DrillProgressLine(string name) : IProgress<DrillProgress>, IDisposable
{
    private int width;

    public void Report(DrillProgress value)
    {
        if (!Terminal.IsWatched) return;
        var line = string.Create(CultureInfo.InvariantCulture, $"{name}: {Math.Min(value.Seconds, value.Total):0.0} of {value.Total:0.0} s, {value.Succeeded} good, {value.Failed} failed{(value.Latest is { } latest ? $"; {latest}" : "")}");
        if (!Console.IsErrorRedirected && Console.WindowWidth is > 1 and var window && line.Length >= window) line = line[..(window - 1)];
        Console.Error.Write($"\r{line.PadRight(width)}");
        width = line.Length;
    }

    public void Dispose()
    {
        if (width > 0) Console.Error.Write($"\r{new string(' ', width)}\r");
        width = 0;
    }
}

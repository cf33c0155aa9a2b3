using System.Globalization;
using System.Text.RegularExpressions;

namespace FcCreds.Cli.Options;

/// <summary>A span as people write it: <c>45s</c>, <c>15m</c>, <c>36h</c>, <c>90d</c>, with a sign, or 0.</summary>
internal static partial class ClockSpan
{
    /// <summary>Whoever wants to go further has mistyped; what expires after a century is not waited for.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    public static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        if (text == "0") return true;
        if (Pattern().Match(text) is not { Success: true } match) return false;
        var number = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var unit = match.Groups[2].Value switch { "s" => 1d, "m" => 60, "h" => 3600, _ => 86_400 };
        if (Math.Abs(number * unit) > Longest.TotalSeconds) return false;
        span = TimeSpan.FromSeconds(number * unit);
        return true;
    }

    /// <summary>Such as <c>+1d 12h</c>.</summary>
    public static string Write(TimeSpan span)
    {
        var size = span.Duration();
        var parts = new[] { (size.Days, "d"), (size.Hours, "h"), (size.Minutes, "m"), (size.Seconds, "s") }
            .Where(part => part.Item1 != 0).Select(part => FormattableString.Invariant($"{part.Item1}{part.Item2}"));
        return (span < TimeSpan.Zero ? "-" : "+") + string.Join(' ', parts.DefaultIfEmpty("0s"));
    }

    [GeneratedRegex(@"^([+-]?\d{1,9}(?:\.\d{1,3})?)(s|m|h|d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

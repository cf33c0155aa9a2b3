using System.Globalization;

namespace FcCreds.Cli.Reports;

/// <summary>How old something is, or how long it lasts: <c>12 s</c>, <c>15 min</c>, <c>36 h</c>.</summary>
internal static class AgeText
{
    public static string Of(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, seconds):0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
    };
}

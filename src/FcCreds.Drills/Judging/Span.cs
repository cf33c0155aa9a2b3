using System.Globalization;

namespace FcCreds.Drills.Judging;

/// <summary>Lengths of time for people.</summary>
internal static class Span
{
    public static string Text(double seconds) => Math.Abs(seconds) switch
    {
        >= 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
        >= 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
    };
}

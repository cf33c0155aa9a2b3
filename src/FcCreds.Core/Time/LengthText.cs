using System.Globalization;

namespace FcCreds.Core.Time;

/// <summary>Lengths of time for people: <c>1.4 s</c>, <c>15 min</c>, <c>36 h</c>.</summary>
internal static class LengthText
{
    public static string Of(TimeSpan length) => length.Duration() switch
    {
        { TotalMinutes: >= 120 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0.#} h"),
        { TotalSeconds: >= 120 } => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.#} s"),
    };

    public static string OfSeconds(double seconds) => Of(TimeSpan.FromSeconds(seconds));

    /// <summary>Between times of which one is known to the second only, as a token's are.</summary>
    public static string OfWholeSeconds(double seconds) => OfSeconds(Math.Round(seconds));
}

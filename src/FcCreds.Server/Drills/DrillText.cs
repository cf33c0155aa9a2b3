using System.Globalization;
using System.Text.RegularExpressions;
using FcCreds.Drills.Scenarios;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Drills;

/// <summary>Reads what is more than plain text in a drill: <c>500ms</c>, <c>20/s</c>, <c>&gt;= 99%</c>.</summary>
internal sealed partial class DrillText(Problems problems)
{
    public TimeSpan? Duration(Section section, string key, bool mayBeNegative = false)
    {
        if (section.Find(key) is not { } value) return null;
        if (value is YamlText text && ReadDuration(text.Value) is { } duration && (mayBeNegative || duration >= TimeSpan.Zero)) return duration;
        problems.Error(value.At, $"'{key}' is a length of time such as 500ms, 20s, 5m or 36h{(mayBeNegative ? ", possibly with a minus" : "")}.");
        return null;
    }

    public double? Number(Section section, string key, double from, double to)
    {
        if (section.Find(key) is not { } value) return null;
        if (value is YamlText text && double.TryParse(text.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to) return number;
        problems.Error(value.At, $"'{key}' is a number from {from} to {to}.");
        return null;
    }

    /// <summary><c>20/s</c>, <c>90/m</c>.</summary>
    public double? Rate(Section section, string key)
    {
        if (section.Find(key) is not { } value) return null;
        if (value is YamlText text && RateForm().Match(text.Value) is { Success: true } match && double.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) is > 0 and <= 10_000 and var count)
            return match.Groups["unit"].Value == "m" ? count / 60 : count;
        problems.Error(value.At, $"'{key}' is a rate such as 20/s or 90/m, up to 10000/s.");
        return null;
    }

    public Threshold? Threshold(YamlValue? value, string key, string unit)
    {
        if (value is null) return null;
        if (value is YamlText text && ThresholdForm().Match(text.Value) is { Success: true } match && match.Groups["unit"].Value is var written && Scale(written, unit) is { } scale)
        {
            var comparison = match.Groups["sign"].Value switch { "<=" => Comparison.AtMost, ">=" => Comparison.AtLeast, "<" => Comparison.Less, ">" => Comparison.More, _ => Comparison.Exactly };
            return new(comparison, double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * scale, text.Value);
        }
        problems.Error(value.At, $"'{key}' is a comparison such as {Sample(unit)}.");
        return null;
    }

    private static string Sample(string unit) => unit switch { "%" => "\">= 99%\"", "s" => "\"<= 5s\"", _ => "\"<= 8\", \">= 1\" or 0" };

    private static double? Scale(string written, string unit) => (unit, written) switch
    {
        ("%", "%") or ("s", "s" or "") or ("", "") => 1,
        ("s", "ms") => 0.001,
        ("s", "m") => 60,
        _ => null,
    };

    public static TimeSpan? ReadDuration(string text)
    {
        if (DurationForm().Match(text) is not { Success: true } match) return null;
        var number = double.Parse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        var seconds = number * match.Groups["unit"].Value switch { "ms" => 0.001, "m" => 60, "h" => 3600, "d" => 86_400, _ => 1 };
        return Math.Abs(seconds) < TimeSpan.FromDays(3650).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    [GeneratedRegex(@"^(?<number>-?[0-9]{1,9}(\.[0-9]{1,9})?)\s*(?<unit>ms|s|m|h|d)\z")]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^(?<count>[0-9]{1,9}(\.[0-9]{1,9})?)\s*/\s*(?<unit>s|m)\z")]
    private static partial Regex RateForm();

    [GeneratedRegex(@"^(?<sign><=|>=|<|>|==?)?\s*(?<number>[0-9]{1,9}(\.[0-9]{1,9})?)\s*(?<unit>%|ms|s|m)?\z")]
    private static partial Regex ThresholdForm();
}

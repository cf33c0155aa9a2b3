using System.Globalization;
using Spectre.Console;

namespace FcCreds.Cli.Terminals;

/// <summary>
/// Markup of ours around text of others'. Besides brackets, colons need care: the library reads <c>acs:ram::1234…</c> as a picture
/// of a ram (seen with Spectre.Console 0.49.1), unless a tag stands in between.
/// </summary>
internal static class Marked
{
    public static void Say(this IAnsiConsole console, FormattableString line) => console.MarkupLine(Text(line));

    public static string Text(FormattableString line)
        => string.Format(CultureInfo.InvariantCulture, line.Format, [.. line.GetArguments().Select(argument => (object)new Value(argument))]);

    /// <summary>A value that keeps its alignment and format, and is made safe after both.</summary>
    private readonly struct Value(object? value) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => Safe((value as IFormattable)?.ToString(format, formatProvider) ?? value?.ToString() ?? "");

        private static string Safe(string text) => Markup.Escape(text).Replace(":", ":[default][/]", StringComparison.Ordinal);
    }
}

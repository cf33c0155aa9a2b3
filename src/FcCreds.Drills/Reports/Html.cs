using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FcCreds.Drills.Reports;

/// <summary>Builds elements of a page or a picture. Text is escaped when it is written; characters that XML cannot hold become U+FFFD.</summary>
internal static class Html
{
    private static readonly HashSet<string> Void = ["meta", "link", "br", "hr", "col", "path", "rect", "line", "circle"];

    /// <param name="name">The element's.</param>
    /// <param name="content">Attributes, elements, texts and numbers, or sequences of them; null is nothing.</param>
    public static XElement El(string name, params object?[] content)
    {
        var element = new XElement(name, content.Select(Clean));
        // Written as <p></p>: a browser takes <p/> for a start.
        if (element.IsEmpty && !Void.Contains(name)) element.Value = "";
        return element;
    }

    public static XAttribute At(string name, object value) => new(name, Clean(value)!);

    public static XAttribute Class(string names) => At("class", names);

    public static XElement Table(string caption, IEnumerable<string> heads, IEnumerable<IEnumerable<object?>> rows) => El(
        "div",
        Class("scroll"),
        El(
            "table",
            El("caption", caption),
            El("thead", El("tr", heads.Select(head => El("th", At("scope", "col"), head)))),
            El("tbody", rows.Select(row => El("tr", row.Select(cell => El("td", cell)))))));

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Seconds(double value) => $"{value.ToString("0.00", CultureInfo.InvariantCulture)} s";

    /// <summary>Without what XML cannot hold: control characters and halves of surrogate pairs.</summary>
    public static string Text(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isGood = rune.Value > char.MaxValue || (XmlConvert.IsXmlChar((char)rune.Value) && !(rune.Value is >= 0x7f and < 0xa0));
            clean.Append(isGood ? rune.ToString() : "\ufffd");
        }
        return clean.ToString();
    }

    private static object? Clean(object? content) => content switch
    {
        string text => Text(text),
        double number => Number(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable<object?> several and not XObject => several.Select(Clean),
        _ => content,
    };
}

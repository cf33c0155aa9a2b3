using System.Globalization;
using System.Xml.Linq;

namespace FcCreds.Oss.Settings;

/// <summary>Looks at the elements of a setting's document; one that is not as it must be makes the document malformed.</summary>
internal static class Expect
{
    /// <summary>The element's text, trimmed, or null when it is absent or empty.</summary>
    public static string? Text(XElement parent, string name) => parent.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    public static string Some(XElement parent, string name) => Text(parent, name) ?? throw OssXml.Malformed($"{parent.Name} has no {name}.");

    public static XElement Child(XElement parent, string name) => parent.Element(name) ?? throw OssXml.Malformed($"{parent.Name} has no {name}.");

    public static string OneOf(XElement parent, string name, params ReadOnlySpan<string> values)
    {
        var text = Some(parent, name);
        foreach (var value in values)
        {
            if (value == text) return text;
        }
        throw OssXml.Malformed($"{name} is one of {string.Join(", ", values.ToArray())}.");
    }

    public static bool Truth(XElement parent, string name) => OneOf(parent, name, "true", "false") == "true";

    public static int Number(XElement parent, string name, int least, int most)
        => int.TryParse(Some(parent, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw OssXml.Malformed($"{name} is a number between {least} and {most}.");

    /// <summary>The elements of a name, of which there must be one to so many.</summary>
    public static IReadOnlyList<XElement> Some(XElement parent, string name, int most)
    {
        var found = parent.Elements(name).ToArray();
        return found.Length >= 1 && found.Length <= most ? found : throw OssXml.Malformed($"{parent.Name} has 1 to {most} of {name}.");
    }
}

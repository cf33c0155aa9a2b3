using System.Globalization;
using FcCreds.Core.Errors;

namespace FcCreds.Oss.Image;

/// <summary>One action of a chain, such as <c>resize,m_lfit,w_100</c> or <c>rotate,90</c>.</summary>
/// <param name="Name">Before the first comma.</param>
/// <param name="Parts">After it.</param>
internal sealed record ImageAction(string Name, IReadOnlyList<string> Parts)
{
    public static ImageAction Read(string text)
    {
        var parts = text.Split(',');
        return new(parts[0], parts[1..]);
    }

    /// <summary>The value of <c>w_100</c>; null when there is no such part.</summary>
    public string? Text(string parameter)
    {
        foreach (var part in Parts)
        {
            if (part.StartsWith($"{parameter}_", StringComparison.Ordinal)) return part[(parameter.Length + 1)..];
        }
        return null;
    }

    public int? Number(string parameter, int least, int most, string ec = "")
        => Text(parameter) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw Invalid(parameter, text, ec);

    /// <summary>The bare value of <c>rotate,90</c>.</summary>
    public int Value(int least, int most)
        => Parts.Count > 0 && int.TryParse(Parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Invalid("value", Parts.Count > 0 ? Parts[0] : "", "");

    public ServiceException Invalid(string parameter, string value, string ec = "")
        => (ec.Length > 0 ? OssErrors.InvalidImageAction with { Ec = ec } : OssErrors.InvalidImageAction)
            .Saying($"The value: {value} of parameter: {parameter} of {Name} is invalid.", ("ArgumentName", parameter), ("ArgumentValue", value));
}

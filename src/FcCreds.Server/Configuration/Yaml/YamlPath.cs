using System.Globalization;

namespace FcCreds.Server.Configuration.Yaml;

/// <summary>Finds the place that a position such as <c>Statement[2].Effect</c> (counting from 1) means.</summary>
internal static class YamlPath
{
    /// <summary>The nearest place there is: a missing key is told where its mapping begins.</summary>
    public static SourceLocation Locate(YamlValue root, string position)
    {
        var here = root;
        foreach (var step in position.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Next(here, step) is not { } next) break;
            here = next;
        }
        return here.At;
    }

    private static YamlValue? Next(YamlValue here, string step)
    {
        if (!step.StartsWith('['))
            return (here as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Value == step)?.Value;
        // A single statement may stand without its list.
        if (here is not YamlList list) return here;
        return int.TryParse(step.AsSpan(1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? list.Items.ElementAtOrDefault(number - 1)
            : null;
    }
}

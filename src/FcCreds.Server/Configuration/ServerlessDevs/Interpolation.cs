using System.Text.RegularExpressions;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.ServerlessDevs;

/// <summary>
/// Fills in the <c>${…}</c> of an <c>s.yaml</c>: <c>vars.x</c>, <c>this.props.x</c>, <c>resources.r.props.x</c>,
/// <c>env('NAME', 'default')</c>, <c>path('x')</c> and <c>config('AccountID')</c>. What it does not know stays as written and is told.
/// </summary>
internal sealed partial class Interpolation(YamlValue? vars, YamlValue? props, YamlValue? resources, string accountId, Func<string, string?> environment, Problems problems)
{
    private const int MaxDepth = 16;

    public YamlValue Fill(YamlValue value) => Fill(value, depth: 0);

    private YamlValue Fill(YamlValue value, int depth) => value switch
    {
        YamlText text => Fill(text, depth),
        YamlList list => list with { Items = [.. list.Items.Select(item => Fill(item, depth))] },
        YamlMap map => map with { Entries = [.. map.Entries.Select(entry => entry with { Value = Fill(entry.Value, depth) })] },
        _ => value,
    };

    private YamlValue Fill(YamlText text, int depth)
    {
        if (!text.Value.Contains("${", StringComparison.Ordinal)) return text;
        if (depth == MaxDepth)
        {
            problems.Error(text.At, $"'{text.Value}' refers to itself.");
            return text with { Value = "" };
        }

        // A reference that is the whole value may stand for a mapping or a list.
        var whole = Reference().Match(text.Value);
        if (whole.Success && whole.Length == text.Value.Length && Look(whole.Groups[1].Value, text.At) is { } looked and not YamlText)
            return Fill(looked, depth + 1);

        return text with
        {
            Value = Reference().Replace(text.Value, match => Look(match.Groups[1].Value, text.At) switch
            {
                YamlText found => Fill(found, depth + 1) is YamlText filled ? filled.Value : match.Value,
                _ => match.Value,
            }),
        };
    }

    private YamlValue? Look(string expression, SourceLocation at)
    {
        var found = Path(expression, "vars.", vars) ?? Path(expression, "this.props.", props) ?? Path(expression, "resources.", resources) ?? Call(expression, at);
        if (found is null) problems.Warn(at, $"'${{{expression}}}' could not be filled in; it stays as written.");
        return found;
    }

    private static YamlValue? Path(string expression, string prefix, YamlValue? root)
    {
        if (!expression.StartsWith(prefix, StringComparison.Ordinal)) return null;
        var here = root;
        foreach (var step in expression[prefix.Length..].Split('.'))
            here = (here as YamlMap)?.Entries.FirstOrDefault(entry => entry.Key.Value == step)?.Value;
        return here;
    }

    private YamlText? Call(string expression, SourceLocation at)
    {
        var call = FunctionCall().Match(expression);
        if (!call.Success) return null;
        var first = call.Groups["first"].Value;
        var value = call.Groups["name"].Value switch
        {
            "env" => environment(first) ?? (call.Groups["second"].Success ? call.Groups["second"].Value : null),
            // Paths in the file are relative to it anyway.
            "path" => first,
            _ when first == "AccountID" => accountId,
            _ => null,
        };
        return value is null ? null : new(at, value, IsPlain: true);
    }

    [GeneratedRegex(@"\$\{\s*([^{}]+?)\s*\}")]
    private static partial Regex Reference();

    [GeneratedRegex("""^(?<name>env|config|path)\(\s*(?<q1>['"]?)(?<first>[^'",()]+)\k<q1>\s*(,\s*(?<q2>['"]?)(?<second>[^'"]*?)\k<q2>\s*)?\)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex FunctionCall();
}

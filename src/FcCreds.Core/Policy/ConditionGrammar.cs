namespace FcCreds.Core.Policy;

/// <summary>Reads <c>{operator: {key: value | [values]}}</c>.</summary>
internal static class ConditionGrammar
{
    public static ConditionTest[] Read(PolicyElement condition)
    {
        if (!condition.IsObject)
        {
            condition.Wrong("Condition is a JSON object of operators");
            return [];
        }
        return condition.Members().SelectMany(ReadOperator).ToArray();
    }

    private static IEnumerable<ConditionTest> ReadOperator(PolicyElement element)
    {
        if (!ConditionOperator.All.TryGetValue(element.Name, out var by))
        {
            element.Wrong(Lint.Spelling.Nearest(element.Name, ConditionOperator.All.Keys.Order(StringComparer.Ordinal)) is { } meant ? $"no such condition operator; did you mean {meant}?" : "no such condition operator");
            return [];
        }
        if (!element.IsObject)
        {
            element.Wrong("an operator holds a JSON object of condition keys");
            return [];
        }
        return element.Members().Select(key => ReadKey(by, key)).ToArray();
    }

    private static ConditionTest ReadKey(ConditionOperator by, PolicyElement key)
    {
        var values = new List<ConditionValue>();
        if (!key.Name.Contains(':', StringComparison.Ordinal)) key.Wrong("a condition key is service:key, such as acs:SourceIp");
        foreach (var item in key.OneOrMany())
        {
            if (item.Scalar is not { } text) item.Wrong("a string, number or truth value is wanted here");
            else if (ConditionValue.Read(by.Type, text) is { } value) values.Add(value);
            else item.Wrong($"\"{text}\" is not {Wanted(by.Type)}");
        }
        if (key.IsArray && values.Count == 0) key.Wrong("no value");
        return new(by, key.Name, [.. values]);
    }

    private static string Wanted(ConditionType type) => type switch
    {
        ConditionType.Number => "a number",
        ConditionType.Date => "a date such as 2026-01-02T03:04:05Z",
        ConditionType.Truth => "true or false",
        _ => "an IP address or CIDR range",
    };
}

namespace FcCreds.Fc.Api;

/// <summary>What policies call the thing that an operation is about (page "Policies and sample policies", table of actions and resources).</summary>
internal static class FcResource
{
    /// <summary>Parts of a function that its policies name with the function alone, or with the qualifier that the request asks for.</summary>
    private static readonly HashSet<string> OfQualifier = ["invocations", "code", "async-invoke-config", "provision-config", "scaling-config"];

    /// <summary>The end of the ARN.</summary>
    /// <param name="operation">The row.</param>
    /// <param name="values">The path's parameters.</param>
    /// <param name="body">Where a thing that is made has its name.</param>
    /// <param name="qualifier">Of the query.</param>
    public static string Of(FcOperation operation, IReadOnlyDictionary<string, string> values, ReadOnlySpan<byte> body, string? qualifier)
    {
        var path = operation.Path.Split('/').Select(part => values.GetValueOrDefault(part) ?? part).ToArray();
        return path switch
        {
            ["functions", var function] => $"functions/{function}",
            ["functions", var function, "concurrency"] => $"functions/{function}",
            ["functions", var function, "invoke", _] => $"functions/{function}",
            ["functions", var function, var part] when OfQualifier.Contains(part) => qualifier is null or "" or CataloguedFunction.Latest ? $"functions/{function}" : $"functions/{function}/{qualifier}",
            // The table says versions for publishing; policies that people deploy with say versions/*, which a list asks for as well.
            ["functions", var function, var parts] => $"functions/{function}/{parts}/{Made(operation, body)}",
            ["functions", var function, var parts, var part, ..] => $"functions/{function}/{parts}/{part}",
            ["layers", var layer, "acl"] => $"layers/{layer}",
            ["layers", var layer, "versions"] => $"layers/{layer}/versions/*",
            ["services", var service, "functions"] => $"services/{service}/functions/{Made(operation, body)}",
            // FC 2.0 names the qualifier with the service.
            ["services", var service, "functions", var function, "triggers", .. var trigger] => $"services/{service}/functions/{function}/triggers/{(trigger is [var name, ..] ? name : Made(operation, body))}",
            ["services", var service, "functions", var function, ..] => $"services/{(service.Contains('.', StringComparison.Ordinal) ? service : $"{service}.{CataloguedFunction.Latest}")}/functions/{function}",
            ["regions"] or ["tags-v2"] or ["resource-groups"] => "*",
            [var things] => $"{things}/{Made(operation, body)}",
            _ => string.Join('/', path),
        };
    }

    private static string Made(FcOperation operation, ReadOnlySpan<byte> body) => (operation.NamedBy is { } field ? BodyFields.Text(body, field) : null) ?? "*";
}

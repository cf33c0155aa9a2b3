using FcCreds.Core.Http;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>Where a request may carry its token.</summary>
/// <param name="Position"><c>header</c>, <c>query</c>, <c>form</c> or <c>cookie</c>.</param>
/// <param name="Name">Of the header, parameter or cookie.</param>
/// <param name="Prefix">Taken off literally, blanks included; for headers only.</param>
internal sealed record TokenLookup(string Position, string Name, string Prefix)
{
    public static readonly IReadOnlyList<string> Positions = ["header", "query", "form", "cookie"];

    private const string Key = "tokenLookup";

    /// <summary>A list, or a text such as <c>header:Authorization:Bearer ,cookie:token</c>.</summary>
    public static IReadOnlyList<TokenLookup> Read(SettingsSection config)
    {
        List<TokenLookup> lookups = [];
        if (config.Find(Key) is { ValueKind: System.Text.Json.JsonValueKind.String } text) lookups.AddRange(text.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Parse));
        else
        {
            foreach (var (item, path) in config.Items(Key))
            {
                if (SettingsSection.Open(item, path, "a token lookup", ["readPosition", "parameterName", "prefix"], config.Problems) is { } one)
                    lookups.Add(new(one.RequiredText("readPosition") ?? Positions[0], one.RequiredText("parameterName") ?? "-", one.Text("prefix") ?? ""));
            }
        }
        if (lookups.Count == 0) config.Problem(Key, $"'{Key}' says where the token is, such as 'header:Authorization:Bearer '.");
        foreach (var lookup in lookups)
        {
            if (!Positions.Contains(lookup.Position)) config.Problem(Key, $"'{lookup.Position}' is no place of a token; there are {string.Join(", ", Positions)}.");
            if (lookup.Name.Length == 0) config.Problem(Key, "A token lookup names the header, parameter or cookie, as in 'cookie:token'.");
        }
        return lookups;
    }

    /// <summary>Null when the request carries none there.</summary>
    public string? Find(FunctionRequest request)
    {
        var found = Position switch
        {
            "header" => request.Header(Name),
            "query" => ValueOf(request.Query),
            "form" => request.MediaType == FunctionRequest.FormType ? ValueOf(RequestTarget.ParseForm(System.Text.Encoding.UTF8.GetString(request.Bytes.Span))) : null,
            _ => Cookies.Find(request, Name),
        };
        if (string.IsNullOrEmpty(found) || Prefix.Length == 0) return string.IsNullOrEmpty(found) ? null : found;
        return found.StartsWith(Prefix, StringComparison.Ordinal) && found.Length > Prefix.Length ? found[Prefix.Length..] : null;
    }

    private string? ValueOf(IReadOnlyList<QueryParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == Name) return parameter.Value;
        }
        return null;
    }

    private static TokenLookup Parse(string text)
    {
        var parts = text.Split(':', 3);
        return new(parts[0].Trim(), parts.Length > 1 ? parts[1] : "", parts.Length > 2 && parts[0].Trim() == "header" ? parts[2] : "");
    }
}

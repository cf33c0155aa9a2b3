using System.Text;
using System.Text.Json;
using FcCreds.Core.Http;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>A claim that the function gets with the request. What the client sent under that name is taken away: it could lie.</summary>
/// <param name="Position"><c>header</c>, <c>query</c>, <c>form</c> or <c>cookie</c>.</param>
/// <param name="Claim">Name in the token.</param>
/// <param name="Name">Name that the function reads.</param>
internal sealed record ClaimPassing(string Position, string Claim, string Name)
{
    private const string Key = "claimPassBy";

    /// <summary>A list, or a text such as <c>query:uid:uid,header:name:name</c>: position, claim, name.</summary>
    public static IReadOnlyList<ClaimPassing> Read(SettingsSection config)
    {
        List<ClaimPassing> passings = [];
        if (config.Find(Key) is { ValueKind: JsonValueKind.String } text) passings.AddRange(text.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Parse));
        else
        {
            foreach (var (item, path) in config.Items(Key))
            {
                if (SettingsSection.Open(item, path, "a claim", ["mappingParameterPosition", "mappingParameterName", "claimName"], config.Problems) is not { } one) continue;
                if (one.RequiredText("mappingParameterName") is { } name) passings.Add(new(one.RequiredText("mappingParameterPosition") ?? "header", one.Text("claimName") is { Length: > 0 } claim ? claim : name, name));
            }
        }
        foreach (var passing in passings)
        {
            if (!TokenLookup.Positions.Contains(passing.Position)) config.Problem(Key, $"'{passing.Position}' is no place for a claim; there are {string.Join(", ", TokenLookup.Positions)}.");
            if (passing.Claim.Length == 0 || passing.Name.Length == 0) config.Problem(Key, $"'{Key}' names place, claim and parameter, as in 'header:name:name'.");
        }
        return passings;
    }

    public FunctionRequest Apply(FunctionRequest request, JsonElement claims)
    {
        var value = claims.TryGetProperty(Claim, out var claim) && claim.ValueKind != JsonValueKind.Null ? TextOf(claim) : null;
        switch (Position)
        {
            case "header":
                var others = request.Headers.Where(field => !field.Name.Equals(Name, StringComparison.OrdinalIgnoreCase));
                return request with { Headers = value is null ? [.. others] : [.. others, new HeaderField(Name, OneLine(value))] };
            case "query":
                return request with { RawQuery = Replace(request.RawQuery, value) };
            case "form" when request.MediaType == FunctionRequest.FormType:
                return request.WithBody(Encoding.UTF8.GetBytes(Replace(Encoding.UTF8.GetString(request.Bytes.Span), value)));
            case "cookie":
                return Cookies.With(request, Name, value is null ? null : PercentEncoding.Encode(value));
            default:
                return request;
        }
    }

    private string Replace(string parameters, string? value)
    {
        var kept = parameters.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => RequestTarget.ParseForm(part) is not [var one] || one.Name != Name);
        return string.Join('&', value is null ? kept : kept.Append($"{PercentEncoding.Encode(Name)}={PercentEncoding.Encode(value)}"));
    }

    private static string TextOf(JsonElement claim) => claim.ValueKind == JsonValueKind.String ? claim.GetString()! : claim.GetRawText();

    private static string OneLine(string value) => string.Concat(value.Where(c => !char.IsControl(c)));

    private static ClaimPassing Parse(string text)
    {
        var parts = text.Trim().Split(':', 3);
        var claim = parts.Length > 1 ? parts[1] : "";
        return new(parts[0], claim, parts.Length > 2 ? parts[2] : claim);
    }
}

using FcCreds.Core.Http;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>The <c>Cookie</c> header, as far as tokens and claims need it.</summary>
internal static class Cookies
{
    private const string Header = "Cookie";

    public static string? Find(FunctionRequest request, string name)
        => Pairs(request).FirstOrDefault(pair => NameOf(pair) == name) is { } found ? found[(name.Length + 1)..] : null;

    /// <summary>The request with that cookie, whatever it had under the name.</summary>
    public static FunctionRequest With(FunctionRequest request, string name, string? value)
    {
        var pairs = Pairs(request).Where(pair => NameOf(pair) != name).ToList();
        if (value is not null) pairs.Add($"{name}={value}");
        var others = request.Headers.Where(field => !field.Name.Equals(Header, StringComparison.OrdinalIgnoreCase));
        return request with { Headers = pairs.Count == 0 ? [.. others] : [.. others, new HeaderField(Header, string.Join("; ", pairs))] };
    }

    private static string NameOf(string pair) => pair[..pair.IndexOf('=', StringComparison.Ordinal)];

    private static IEnumerable<string> Pairs(FunctionRequest request)
        => request.Headers.Where(field => field.Name.Equals(Header, StringComparison.OrdinalIgnoreCase))
            .SelectMany(field => field.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(pair => pair.Contains('=', StringComparison.Ordinal));
}

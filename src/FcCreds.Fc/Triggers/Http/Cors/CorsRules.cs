namespace FcCreds.Fc.Triggers.Http.Cors;

/// <summary><c>corsConfig</c> of a trigger or a custom domain: what browsers on other pages may do.</summary>
internal sealed record CorsRules
{
    private const int MaxOrigins = 100;
    private const int MaxHeaders = 50;
    private const int LongestMaxAge = 86_400;

    private static readonly string[] Keys = ["allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "allowCredentials", "maxAge"];

    public IReadOnlyList<string> AllowOrigins { get; init; } = [];

    public IReadOnlyList<string> AllowMethods { get; init; } = [];

    public IReadOnlyList<string> AllowHeaders { get; init; } = [];

    public IReadOnlyList<string> ExposeHeaders { get; init; } = [];

    public bool AllowCredentials { get; init; }

    /// <summary>Seconds.</summary>
    public int MaxAge { get; init; } = 3600;

    /// <summary>Null when the section has no <c>corsConfig</c>.</summary>
    public static CorsRules? Read(SettingsSection section)
    {
        if (section.Inner("corsConfig", "corsConfig", Keys) is not { } cors) return null;
        var origins = cors.Texts("allowOrigins");
        if (origins.Count is < 1 or > MaxOrigins) cors.Problem("allowOrigins", $"'allowOrigins' has 1 to {MaxOrigins} entries.");
        foreach (var (origin, at) in origins.Select((origin, at) => (origin, at + 1)))
        {
            if (!IsOrigin(origin)) cors.Problems.Add(new($"{cors.PathOf("allowOrigins")}[{at}]", $"'{origin}' is no origin: '*', 'http://*', 'https://*' or one such as 'https://shop.example.com'."));
        }
        return new()
        {
            AllowOrigins = origins,
            AllowMethods = HttpTriggerSettings.ReadMethods(cors, "allowMethods", [.. HttpTriggerSettings.AllMethods.Where(method => method != "OPTIONS")]),
            AllowHeaders = Headers(cors, "allowHeaders"),
            ExposeHeaders = Headers(cors, "exposeHeaders"),
            AllowCredentials = cors.Flag("allowCredentials"),
            MaxAge = cors.Integer("maxAge", 0, LongestMaxAge) ?? 3600,
        };
    }

    /// <summary>An entry is <c>*</c>, <c>https://*</c> or exact; sub-domains have no wildcard.</summary>
    public bool AllowsOrigin(string origin) => AllowOrigins.Any(allowed =>
        allowed == "*"
        || (allowed.EndsWith("://*", StringComparison.Ordinal) && origin.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase))
        || allowed.Equals(origin, StringComparison.OrdinalIgnoreCase));

    private static bool IsOrigin(string origin)
        => origin is "*" or "http://*" or "https://*"
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !origin.Contains('*', StringComparison.Ordinal) && uri.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Headers(SettingsSection cors, string key)
    {
        var headers = cors.Texts(key);
        if (headers.Count > MaxHeaders) cors.Problem(key, $"'{key}' has up to {MaxHeaders} entries.");
        return headers;
    }
}

using FcCreds.Core.Http;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http.Access;
using FcCreds.Fc.Triggers.Http.Cors;

namespace FcCreds.Fc.Domains;

/// <summary>A name of the user's own with routes to functions (CustomDomain of the FC 3.0 API).</summary>
internal sealed record CustomDomain
{
    public static readonly IReadOnlyList<string> Keys =
        ["domainName", "protocol", "routeConfig", "authConfig", "corsConfig", "certConfig", "tlsConfig", "wafConfig"];

    private static readonly string[] Protocols = ["HTTP", "HTTPS", "HTTP,HTTPS"];

    /// <summary>In small letters; may begin with <c>*.</c>.</summary>
    public required string DomainName { get; init; }

    public required string AccountId { get; init; }

    /// <summary><c>HTTP</c>, <c>HTTPS</c> or both.</summary>
    public required string Protocol { get; init; }

    public required IReadOnlyList<DomainRoute> Routes { get; init; }

    /// <summary>Asked before the trigger's own.</summary>
    public required TriggerAccess Access { get; init; }

    public CorsRules? Cors { get; init; }

    /// <summary>
    /// Reads a domain as the API and <c>s.yaml</c> write one; worthless when <paramref name="problems"/> has got any. Certificates are
    /// checked for their form and not kept: TLS here is the local authority's.
    /// </summary>
    public static CustomDomain? Read(string json, string accountId, List<SettingsProblem> problems, IReadOnlyList<string>? moreKeys = null)
    {
        if (SettingsSection.Parse(json, "a custom domain", [.. Keys, .. moreKeys ?? []], problems) is not { } section) return null;
        var name = section.RequiredText("domainName")?.ToLowerInvariant();
        if (name is not null && !CustomDomainName.IsValid(name)) section.Problem("domainName", $"'{name}' is no domain of your own; one looks like 'api.example.com'.");
        section.RequiredText("protocol");
        var protocol = section.OneOf("protocol", Protocols);
        section.Inner("certConfig", "certConfig", ["certName", "certificate", "privateKey"]);
        section.Inner("tlsConfig", "tlsConfig", ["minVersion", "maxVersion", "cipherSuites"]);
        section.Inner("wafConfig", "wafConfig", ["enableWAF"]);
        return new()
        {
            DomainName = name ?? "",
            AccountId = accountId,
            Protocol = protocol ?? Protocols[0],
            Routes = DomainRoute.ReadAll(section),
            Access = section.Inner("authConfig", "authConfig", ["authType", "authInfo"]) is { } auth ? TriggerAccess.Read(auth, "authInfo", otherwise: "anonymous") : new AnonymousAccess(),
            Cors = CorsRules.Read(section),
        };
    }

    public bool AllowsScheme(bool isSecure) => Protocol.Split(',').Contains(isSecure ? "HTTPS" : "HTTP");

    /// <summary>
    /// Exact paths first, then the longest prefix; null when no route is for the request. A browser's preflight goes where the request
    /// would go that it asks about.
    /// </summary>
    public DomainRoute? RouteFor(WireRequest request)
        => RouteFor(request.Method == "OPTIONS" && Cors is not null ? request.Header("Access-Control-Request-Method") ?? request.Method : request.Method, request.RawPath);

    private DomainRoute? RouteFor(string method, string rawPath) => Routes
        .Where(route => route.Methods.Count == 0 || route.Methods.Contains(method))
        .Where(route => route.Matches(rawPath))
        .OrderBy(route => route.IsPrefix)
        .ThenByDescending(route => route.Path.Length)
        .FirstOrDefault();
}

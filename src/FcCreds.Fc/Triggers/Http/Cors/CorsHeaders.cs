using FcCreds.Core.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FcCreds.Fc.Triggers.Http.Cors;

/// <summary>What browsers are told about pages of other origins (page "HTTP trigger overview", CORS).</summary>
internal static class CorsHeaders
{
    private const string Origin = "Origin";
    private const string AllowOrigin = "Access-Control-Allow-Origin";
    private const string AllowCredentials = "Access-Control-Allow-Credentials";
    private const string AllowMethods = "Access-Control-Allow-Methods";
    private const string AllowHeaders = "Access-Control-Allow-Headers";
    private const string ExposeHeaders = "Access-Control-Expose-Headers";
    private const string MaxAge = "Access-Control-Max-Age";

    /// <summary>Without settings every origin may call; what the function sets itself takes these headers' places.</summary>
    public static void WriteDefault(IHeaderDictionary headers, WireRequest request)
    {
        if (request.Header(Origin) is not { Length: > 0 } origin) return;
        headers[AllowOrigin] = origin;
        headers[AllowCredentials] = "true";
        headers[ExposeHeaders] = "Date,x-fc-request-id";
    }

    /// <summary>Answers a preflight that the rules allow, without the function; one that they do not allow is the function's to answer.</summary>
    public static bool AnswerPreflight(HttpContext http, WireRequest request, CorsRules rules)
    {
        Forget(http.Response.Headers);
        if (request.Method != "OPTIONS" || request.Header("Access-Control-Request-Method") is not { } method || request.Header(Origin) is not { } origin) return false;
        var asked = (request.Header("Access-Control-Request-Headers") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isAllowed = rules.AllowsOrigin(origin)
            && rules.AllowMethods.Contains(method)
            && asked.All(name => rules.AllowHeaders.Contains("*") || rules.AllowHeaders.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (!isAllowed) return false;
        var headers = http.Response.Headers;
        Write(headers, origin, rules);
        headers[AllowMethods] = string.Join(',', rules.AllowMethods);
        if (rules.AllowHeaders.Count > 0) headers[AllowHeaders] = string.Join(',', rules.AllowHeaders);
        headers[MaxAge] = rules.MaxAge.ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    /// <summary>On the function's answer; what it set itself stays beside them.</summary>
    public static void Append(IHeaderDictionary headers, WireRequest request, CorsRules rules)
    {
        if (request.Header(Origin) is { Length: > 0 } origin && rules.AllowsOrigin(origin)) Write(headers, origin, rules);
    }

    private static void Write(IHeaderDictionary headers, string origin, CorsRules rules)
    {
        Add(headers, AllowOrigin, rules.AllowOrigins.Contains("*") && !rules.AllowCredentials ? "*" : origin);
        if (rules.AllowCredentials) Add(headers, AllowCredentials, "true");
        if (rules.ExposeHeaders.Count > 0) Add(headers, ExposeHeaders, string.Join(',', rules.ExposeHeaders));
    }

    private static void Add(IHeaderDictionary headers, string name, string value) => headers[name] = StringValues.Concat(headers[name], value);

    private static void Forget(IHeaderDictionary headers)
    {
        foreach (var name in (string[])[AllowOrigin, AllowCredentials, ExposeHeaders]) headers.Remove(name);
    }
}

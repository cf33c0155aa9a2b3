using FcCreds.Core.Http;

namespace FcCreds.Oss.Settings;

/// <summary>What a browser needs to read of a reply that it asked for from another origin.</summary>
internal static class CorsHeaders
{
    /// <summary>On the reply to a request itself, well or not: scripts shall be able to read errors too.</summary>
    public static void AddTo(OssReply reply, OssCall call)
    {
        if (CorsRules.Of(call.Settings) is not { } cors) return;
        if (cors.AlwaysVaries) Vary(reply);
        if (call.Wire.Method == "OPTIONS" || call.Header("Origin") is not { } origin) return;
        if (cors.Find(origin, call.Wire.Method, []) is { } rule) Describe(reply, rule, origin);
    }

    public static OssReply Describe(OssReply reply, CorsRule rule, string origin) => reply
        .With("Access-Control-Allow-Origin", rule.AllowOrigin(origin))
        .With("Access-Control-Allow-Methods", string.Join(", ", rule.Methods))
        .With("Access-Control-Expose-Headers", rule.ExposeHeaders.Count > 0 ? string.Join(", ", rule.ExposeHeaders) : null)
        .With("Access-Control-Max-Age", rule.MaxAgeSeconds);

    private static void Vary(OssReply reply)
    {
        var at = reply.Headers.FindIndex(header => header.Name == "Vary");
        if (at < 0) reply.With("Vary", "Origin");
        else reply.Headers[at] = new HeaderField("Vary", $"{reply.Headers[at].Value}, Origin");
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>The request line's target, whose query functions get as it was sent.</summary>
internal readonly record struct RawTarget(string Text)
{
    /// <summary>Without <c>?</c>; empty when there is none.</summary>
    public string RawQuery => Text.IndexOf('?', StringComparison.Ordinal) is var question and >= 0 ? Text[(question + 1)..] : "";

    public static RawTarget Of(HttpContext http) => new(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
}

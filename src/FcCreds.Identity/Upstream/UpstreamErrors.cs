using FcCreds.Core.Errors;

namespace FcCreds.Identity.Upstream;

/// <summary>Why there are no real credentials at this moment.</summary>
internal static class UpstreamErrors
{
    public static readonly ServiceError NotConfigured = new("UpstreamNotConfigured", 404, "This server was started without an upstream role: it has no real credentials.");

    public static readonly ServiceError NotTrusted = new("Forbidden", 403, "Real credentials are given to this machine only, or with the control token in x-fccreds-token.");

    public static readonly ServiceError NoIdentity = new("UpstreamNoIdentity", 503, "There is nothing to prove to the upstream STS who asks.");

    /// <summary>The upstream STS has read the request and says no.</summary>
    public static readonly ServiceError Refused = new("UpstreamRefused", 502, "The upstream STS refused the request.");

    public static readonly ServiceError Throttled = new("UpstreamThrottled", 503, "The upstream STS is throttling.");

    public static readonly ServiceError Unavailable = new("UpstreamUnavailable", 503, "The upstream STS cannot be reached or has failed.");

    public static readonly ServiceError Malformed = new("UpstreamMalformed", 502, "The upstream STS answered something that is not a reply of AssumeRole.");
}

using System.Globalization;
using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;

namespace FcCreds.Identity.Upstream;

/// <summary>A request that assumes the upstream role, and what in it must not be repeated to anybody.</summary>
internal sealed record UpstreamRequest(HttpRequestMessage Message, IReadOnlyList<Secret> Secrets);

/// <summary>As whom the upstream role is assumed.</summary>
internal abstract record UpstreamIdentity
{
    protected const string StsVersion = "2015-04-01";

    /// <summary>The next request; made anew for each call, for what proves the identity may have changed.</summary>
    /// <exception cref="Core.Errors.ServiceException">There is nothing to prove the identity with.</exception>
    public abstract ValueTask<UpstreamRequest> RequestAsync(UpstreamOptions options, TimeProvider time, CancellationToken ct);

    protected static UpstreamRequest Signed(UpstreamOptions options, SigningKey key, TimeProvider time)
    {
        QueryParameter[] query = [.. Parameters(options).Select(parameter => new QueryParameter(parameter.Key, parameter.Value))];
        return new(
            Acs3Request.Create(options.Endpoint, "AssumeRole", StsVersion, query, key, time),
            key.SecurityToken is { } token ? [key.AccessKeySecret, token] : [key.AccessKeySecret]);
    }

    protected static IEnumerable<KeyValuePair<string, string>> Parameters(UpstreamOptions options) =>
    [
        new("RoleArn", options.RoleArn),
        new("RoleSessionName", options.RoleSessionName),
        new("DurationSeconds", ((int)options.Duration.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
    ];
}

/// <summary>The user's own key, long-term or temporary.</summary>
internal sealed record UpstreamKey(SigningKey Key) : UpstreamIdentity
{
    public override ValueTask<UpstreamRequest> RequestAsync(UpstreamOptions options, TimeProvider time, CancellationToken ct) => new(Signed(options, Key, time));
}

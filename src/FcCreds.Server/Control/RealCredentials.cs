using System.Globalization;
using FcCreds.Identity.Delivery;
using FcCreds.Identity.Upstream;

namespace FcCreds.Server.Control;

/// <summary>Credentials of the upstream role for whoever may use this machine's tool.</summary>
internal sealed class RealCredentials(UpstreamRole? upstream, string region)
{
    /// <exception cref="StartFailure">Others could reach the server, or eavesdrop on the upstream STS.</exception>
    public static void Check(ServerOptions options)
    {
        if (options.Upstream is not { } upstream) return;
        if (!options.IsLoopbackOnly && string.IsNullOrEmpty(options.ControlToken))
            throw new StartFailure("--upstream-role hands out real credentials, and others reach this server: set FCCREDS_CONTROL_TOKEN, or listen on 127.0.0.1.");
        if (!upstream.IsPrivate)
            throw new StartFailure($"--upstream-endpoint: {upstream.Endpoint} would send real credentials in the clear; use https.");
    }

    public async ValueTask<CredentialReply> IssueAsync(CredentialOrder order, CancellationToken ct)
    {
        var credentials = await Upstream(order).CurrentAsync(ct);
        return new()
        {
            AccessKeyId = credentials.AccessKeyId,
            AccessKeySecret = credentials.AccessKeySecret.Value,
            SecurityToken = credentials.SecurityToken.Value,
            Expiration = credentials.Expiration.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            PrincipalArn = credentials.PrincipalArn,
            Region = region,
            IsReal = true,
            Capture = new Dictionary<string, string>(),
            Removed = [],
        };
    }

    public Consumer Consumer(CredentialOrder order)
    {
        var options = Upstream(order).Options;
        return new() { Name = $"uri:{options.RoleSessionName}", RoleArn = options.RoleArn, RoleSessionName = options.RoleSessionName, Duration = options.Duration, IsReal = true };
    }

    /// <summary>One role in one session for all: what else an order asks for cannot be had.</summary>
    private UpstreamRole Upstream(CredentialOrder order)
    {
        if (order is not { Role: null, RoleSessionName: null, DurationSeconds: null })
            throw RoleCredentials.InvalidParameter.Saying("Role, session name and duration of real credentials are those that the server was started with.");
        return upstream ?? throw UpstreamErrors.NotConfigured.With();
    }
}

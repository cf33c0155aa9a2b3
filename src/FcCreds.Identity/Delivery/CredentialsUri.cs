using FcCreds.Core.Errors;
using FcCreds.Core.Faults;
using FcCreds.Core.Http;
using FcCreds.Identity.Upstream;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Identity.Delivery;

/// <summary>
/// <c>GET /_fccreds/credentials/{capability}</c>: what <c>ALIBABA_CLOUD_CREDENTIALS_URI</c> names. The SDKs can send no key with it,
/// so the path is the permission; query parameters are ignored (the C# SDK appends a timestamp and a nonce).
/// </summary>
internal sealed class CredentialsUri(ConsumerCapability capabilities, DeliveredSessions sessions, UpstreamRole? upstream, DeliveryReply reply, FaultPlan? faults)
{
    public const string PathPrefix = "/_fccreds/credentials/";

    private const string Service = "credentials-uri";

    public static bool Serves(WireRequest wire) => wire.Method == "GET" && wire.RawPath.StartsWith(PathPrefix, StringComparison.Ordinal);

    /// <summary>The path for a consumer, from now on.</summary>
    public string PathFor(Consumer consumer) => PathPrefix + capabilities.Seal(consumer);

    /// <param name="http">The request.</param>
    /// <param name="wire">The same, as it came.</param>
    /// <param name="isTrusted">It comes from this machine or with the control token. What works in the real cloud needs that besides the path.</param>
    public async Task ServeAsync(HttpContext http, WireRequest wire, bool isTrusted)
    {
        if (capabilities.Open(wire.RawPath[PathPrefix.Length..]) is not { } consumer)
        {
            // The path itself is not told to the journal: it may be one of another stack's.
            await reply.RefuseAsync(http, Service, PathPrefix, StatusCodes.Status404NotFound, new("InvalidCapability", "No consumer has this credentials URI. fccreds credentials --format uri prints one."));
            return;
        }
        try
        {
            var spoilt = faults is { IsSet: true } ? await faults.StrikeAsync("uri", "GetCredentials", consumer.Name, null, http.Features.Get<IFaultyConnection>(), http.RequestAborted, consumer.IsReal) : null;
            if (spoilt is not null && !consumer.IsReal) await reply.GiveAsync(http, Service, consumer, sessions.Spoilt(consumer, spoilt), sessions.Current(consumer).Claims.SessionId);
            else if (consumer.IsReal) await GiveRealAsync(http, consumer, isTrusted);
            else await reply.GiveAsync(http, Service, consumer, sessions.Current(consumer));
        }
        catch (ServiceException refused)
        {
            await reply.RefuseAsync(http, Service, consumer.RoleArn, refused.Error.Status, new(refused.Error.Code, refused.Message));
        }
    }

    private async Task GiveRealAsync(HttpContext http, Consumer consumer, bool isTrusted)
    {
        if (!isTrusted) throw UpstreamErrors.NotTrusted.With();
        // The capability outlives a restart, after which the server may have been given another role.
        if (upstream?.Options.RoleArn != consumer.RoleArn) throw UpstreamErrors.NotConfigured.With();
        var real = await upstream.CurrentAsync(http.RequestAborted);
        await reply.GiveAsync(http, Service, consumer, DeliveredCredentials.Of(real), real.SessionId);
    }
}

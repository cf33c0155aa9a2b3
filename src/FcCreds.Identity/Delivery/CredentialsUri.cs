using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Identity.Delivery;

/// <summary>
/// <c>GET /_fccreds/credentials/{capability}</c>: what <c>ALIBABA_CLOUD_CREDENTIALS_URI</c> names. The SDKs can send no key with it,
/// so the path is the permission; query parameters are ignored (the C# SDK appends a timestamp and a nonce).
/// </summary>
internal sealed class CredentialsUri(ConsumerCapability capabilities, DeliveredSessions sessions, DeliveryReply reply)
{
    public const string PathPrefix = "/_fccreds/credentials/";

    private const string Service = "credentials-uri";

    public static bool Serves(WireRequest wire) => wire.Method == "GET" && wire.RawPath.StartsWith(PathPrefix, StringComparison.Ordinal);

    /// <summary>The path for a consumer, from now on.</summary>
    public string PathFor(Consumer consumer) => PathPrefix + capabilities.Seal(consumer);

    public async Task ServeAsync(HttpContext http, WireRequest wire)
    {
        if (capabilities.Open(wire.RawPath[PathPrefix.Length..]) is not { } consumer)
        {
            // The path itself is not told to the journal: it may be one of another stack's.
            await reply.RefuseAsync(http, Service, PathPrefix, StatusCodes.Status404NotFound, new("InvalidCapability", "No consumer has this credentials URI. fccreds credentials --format uri prints one."));
            return;
        }
        try
        {
            await reply.GiveAsync(http, Service, consumer, sessions.Current(consumer));
        }
        catch (ServiceException refused)
        {
            await reply.RefuseAsync(http, Service, consumer.RoleArn, refused.Error.Status, new(refused.Error.Code, refused.Message));
        }
    }
}

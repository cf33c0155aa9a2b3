using FcCreds.Core.Http;
using FcCreds.Fc.Api.V2;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Identity.Delivery.SignIn;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Callback;

namespace FcCreds.Server.Gateway;

internal enum Service
{
    Oss,
    Rpc,
    Fc,

    /// <summary>A function by HTTP.</summary>
    HttpTrigger,

    /// <summary>Credentials for machines, at ECS's metadata address.</summary>
    Metadata,

    /// <summary>Credentials for people who signed in.</summary>
    SignIn,

    /// <summary><c>/_fccreds/…</c></summary>
    Control,

    /// <summary>The public half of the key that signs upload callbacks.</summary>
    CallbackKey,

    /// <summary>A host of the cloud's that nothing here answers.</summary>
    NotServed,
}

/// <summary>
/// Picks the service for a request; one port serves all. A virtual host decides first, so that a bucket may hold a key called
/// <c>_fccreds/health</c>; then the cloud's host names; then, on our own names, path and authentication.
/// </summary>
internal sealed class ServiceChoice(OssHosts ossHosts, HttpDestinations triggers)
{
    public const string ControlPrefix = "/_fccreds/";
    private const string FcVersionPath = "/2023-03-30/";

    public Service Of(WireRequest request)
    {
        switch (ServiceHosts.Of(request.Host))
        {
            case CloudService.Oss: return Service.Oss;
            case CloudService.Rpc: return Service.Rpc;
            // FC 2.0's client calls triggers at the API's host.
            case CloudService.Fc: return request.RawPath.StartsWith(HttpTriggerPath.ProxyPrefix, StringComparison.Ordinal) ? Service.HttpTrigger : Service.Fc;
            case CloudService.HttpTrigger: return Service.HttpTrigger;
            case CloudService.Metadata: return Service.Metadata;
            case CloudService.SignIn: return Service.SignIn;
            // Other things are published there too; they are not the key.
            case CloudService.CallbackKey: return request.RawPath == CallbackSigner.CloudUrl.AbsolutePath ? Service.CallbackKey : Service.NotServed;
            case CloudService.NotServed: return Service.NotServed;
        }
        if (triggers.IsCustomDomain(request.Host)) return Service.HttpTrigger;
        var host = ossHosts.Read(request.Host);
        if (host.Kind == OssHostKind.VirtualHost && host.Bucket.EndsWith($".{HttpTriggerHosts.LocalLabel}", StringComparison.Ordinal)) return Service.HttpTrigger;
        // A stranger's name that leads here is a page in a browser trying DNS rebinding; control is only for our own names.
        if (host.Kind != OssHostKind.Own) return Service.Oss;
        if (triggers.IsTriggerPath(request.RawPath)) return Service.HttpTrigger;
        if (request.RawPath.StartsWith(ControlPrefix, StringComparison.Ordinal)) return Service.Control;
        if (SignInPortal.Serves(request)) return Service.SignIn;
        var isAcs3 = IsSignedAs(request, "ACS3-");
        // 2023-03-30 and 2016-08-15 are legal bucket names: only a request signed the OpenAPI way means the API of that version.
        if ((request.RawPath.StartsWith(FcVersionPath, StringComparison.Ordinal) || Fc2Api.IsApiPath(request.RawPath)) && (isAcs3 || IsSignedAs(request, "FC "))) return Service.Fc;
        return isAcs3 || IsRpc(request) ? Service.Rpc : Service.Oss;
    }

    private static bool IsSignedAs(WireRequest request, string scheme)
        => request.Header("Authorization") is { } authorization && authorization.StartsWith(scheme, StringComparison.Ordinal);

    /// <summary>RPC calls go to the root path with Action in the query or in a form.</summary>
    private static bool IsRpc(WireRequest request)
        => request.RawPath == "/"
            && (request.HasQuery("Action")
                || (request.Method == "POST" && request.Header("Content-Type") is { } type && type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)));
}

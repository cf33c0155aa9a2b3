using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Oss.Access;
using FcCreds.Oss.Addressing;
using FcCreds.Oss.Api;
using FcCreds.Oss.Bucket;
using FcCreds.Oss.Object;
using FcCreds.Storage;

namespace FcCreds.Oss.Website;

/// <summary>
/// Reads of objects in a bucket that is a website ("PutBucketWebsite"): rules first, then the object, then index page, rules for its
/// absence, directory and error page. Every page is read through its own row, so with the caller's permissions.
/// </summary>
internal static class WebsitePages
{
    /// <summary>Who comes without a signature to the root of a website sees its index page; a signed request lists the bucket.</summary>
    public static void LeadToIndex(OssCall call)
    {
        if (call.Row is not OperationRow<ListObjects> || call.SpeaksS3 || call.Caller.Kind != CallerKind.Anonymous) return;
        if (WebsiteRules.Of(call.Settings) is not { IndexPage: { } index }) return;
        call.Address = call.Address with { Key = index };
        call.Row = OssApi.Find(call.Wire, OssLevel.Object);
    }

    public static async ValueTask<OssReply> ServeAsync(OssCall call, OssAuthorizer authorizer, CancellationToken ct)
    {
        if (call.Row is not (OperationRow<GetObject> or OperationRow<HeadObject>) || call.SpeaksS3 || WebsiteRules.Of(call.Settings) is not { } site)
            return await call.Row!.ServeAsync(call, authorizer, ct);
        if (site.Route(call, status: null) is { } always && await FollowAsync(call, always, authorizer, ct) is { } led) return led;
        try
        {
            return await call.Row.ServeAsync(call, authorizer, ct);
        }
        catch (ServiceException refusal) when (refusal.Error.Status is 403 or 404)
        {
            if (await InsteadAsync(site, call, refusal.Error, authorizer, ct) is { } reply) return reply;
            throw;
        }
    }

    private static async ValueTask<OssReply?> InsteadAsync(WebsiteRules site, OssCall call, ServiceError refusal, OssAuthorizer authorizer, CancellationToken ct)
    {
        var key = call.Address.Key;
        var isMissing = refusal == OssErrors.NoSuchKey;
        var isDirectory = key.EndsWith('/');
        // Seen with oss2: a signed read of a missing directory gets the index page too.
        if (isMissing && isDirectory && site.IndexOf(key) is { } index && await PageAsync(call, index, authorizer, ct) is { } page) return page;
        if (site.Route(call, refusal.Status) is { } route && await FollowAsync(call, route, authorizer, ct) is { } led) return led;
        if (!isMissing) return null;
        if (!isDirectory && await DirectoryAsync(site, call, $"{key}/", authorizer, ct) is { } directory) return directory;
        // Clients that sign want the error itself; a browser wants a page.
        if (call.Caller.Kind != CallerKind.Anonymous || site.ErrorPage is not { } errorPage) return null;
        return (await PageAsync(call, errorPage, authorizer, ct))?.As(site.ErrorStatus, refusal.Code);
    }

    private static async ValueTask<OssReply?> DirectoryAsync(WebsiteRules site, OssCall call, string directory, OssAuthorizer authorizer, CancellationToken ct)
    {
        if (site.Directories == DirectoryAnswer.NotFound || site.IndexOf(directory) is not { } index) return null;
        if (site.Directories == DirectoryAnswer.Page) return await PageAsync(call, index, authorizer, ct);
        return await IsThereAsync(call, index, ct) ? new OssReply(302) { Length = 0 }.With("Location", $"{call.Wire.RawPath}/") : null;
    }

    private static async ValueTask<OssReply?> FollowAsync(OssCall call, RoutingRule route, OssAuthorizer authorizer, CancellationToken ct)
    {
        switch (route.Type)
        {
            case "External" or "AliCDN":
                return route.Redirect(call);
            case "Internal":
                return await PageAsync(call, route.KeyFor(call.Address.Key), authorizer, ct);
            default:
                call.Note("no-effect", $"Routing rule {route.Number} would fetch the object from its origin; mirroring is not done here.");
                return null;
        }
    }

    private static async ValueTask<OssReply?> PageAsync(OssCall call, string key, OssAuthorizer authorizer, CancellationToken ct)
    {
        if (!await IsThereAsync(call, key, ct)) return null;
        call.Address = call.Address with { Key = key };
        return await call.Row!.ServeAsync(call, authorizer, ct);
    }

    private static async ValueTask<bool> IsThereAsync(OssCall call, string key, CancellationToken ct)
        => await call.Store.FindAsync(new ObjectName(call.Address.Bucket, key), null, ct) is { IsDeleteMarker: false };
}

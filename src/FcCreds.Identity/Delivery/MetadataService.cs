using FcCreds.Core.Errors;
using FcCreds.Core.Faults;
using FcCreds.Core.Http;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Identity.Delivery;

/// <summary>
/// ECS's metadata service at <c>100.100.100.200</c>, as much of it as concerns credentials: version 1 (plain GET) and 2 (with a token
/// that PUT <c>/latest/api/token</c> gives). Paths are read without regard to case: ossutil asks for <c>/latest/meta-data/Ram/…</c>.
/// </summary>
internal sealed class MetadataService(MetadataOptions options, MetadataTokens tokens, DeliveredSessions sessions, DeliveryReply reply, FaultPlan? faults)
{
    public const string TokenHeader = "X-aliyun-ecs-metadata-token";
    public const string TtlHeader = "X-aliyun-ecs-metadata-token-ttl-seconds";

    private const string Service = "metadata";
    private const string TokenPath = "/latest/api/token";
    private const string Root = "/latest/meta-data/";
    private const string RolePath = "ram/security-credentials/";

    private volatile Consumer? consumer;
    private volatile bool requiresToken = options.RequiresToken;

    /// <summary>Whose role this machine has, for as in the cloud it has one or none.</summary>
    public Consumer? Consumer { get => consumer; set => consumer = value; }

    /// <summary>The hardened mode: version 1 is refused.</summary>
    public bool RequiresToken { get => requiresToken; set => requiresToken = value; }

    public Task ServeAsync(HttpContext http, WireRequest wire) => faults is { IsSet: true } ? SufferAsync(http, wire, faults) : ServeAsync(http, wire, spoilt: null);

    private async Task SufferAsync(HttpContext http, WireRequest wire, FaultPlan faults)
    {
        var operation = wire.RawPath.Equals(TokenPath, StringComparison.OrdinalIgnoreCase) ? "GetToken"
            : wire.RawPath.StartsWith(Root + RolePath, StringComparison.OrdinalIgnoreCase) && wire.RawPath.Length > Root.Length + RolePath.Length ? "GetCredentials"
            : "GetMetadata";
        try
        {
            await ServeAsync(http, wire, await faults.StrikeAsync("metadata", operation, consumer?.Name ?? "nobody", null, http.Features.Get<IFaultyConnection>(), http.RequestAborted));
        }
        catch (ServiceException refused)
        {
            await reply.RefuseAsync(http, Service, wire.RawPath, refused.Error.Status, new(refused.Error.Code, refused.Message));
        }
    }

    private Task ServeAsync(HttpContext http, WireRequest wire, string? spoilt)
    {
        // A page in a browser has nothing to look for here, whatever name led it to this machine.
        if (wire.Header("Origin") is not null) return TextAsync(http, StatusCodes.Status403Forbidden, "Forbidden");
        if (wire.RawPath.Equals(TokenPath, StringComparison.OrdinalIgnoreCase)) return TokenAsync(http, wire);
        if (wire.Method != "GET") return TextAsync(http, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed");
        if (wire.Header(TokenHeader) is { } token ? !tokens.IsGood(token) : requiresToken)
            return reply.RefuseAsync(http, Service, wire.RawPath, StatusCodes.Status403Forbidden, new("Forbidden", "A valid metadata token is required; ask for one with PUT /latest/api/token."));
        return wire.RawPath.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? ReadAsync(http, wire.RawPath[Root.Length..], spoilt) : NotFoundAsync(http);
    }

    /// <summary>Whoever relays requests for others (X-Forwarded-For) gets no token: it is bound to the machine that asks.</summary>
    private Task TokenAsync(HttpContext http, WireRequest wire)
    {
        if (wire.Method != "PUT") return TextAsync(http, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed");
        if (wire.Header("X-Forwarded-For") is not null) return TextAsync(http, StatusCodes.Status403Forbidden, "Forbidden");
        return tokens.Issue(wire.Header(TtlHeader)) is { } token
            ? TextAsync(http, StatusCodes.Status200OK, token)
            : TextAsync(http, StatusCodes.Status400BadRequest, $"{TtlHeader} is a number from 1 to 21600.");
    }

    private Task ReadAsync(HttpContext http, string item, string? spoilt)
    {
        var now = consumer;
        if (item.StartsWith(RolePath, StringComparison.OrdinalIgnoreCase)) return CredentialsAsync(http, now, item[RolePath.Length..], spoilt);
        return item.ToLowerInvariant() switch
        {
            "" => TextAsync(http, StatusCodes.Status200OK, now is null ? "owner-account-id\nregion-id" : "owner-account-id\nram/\nregion-id"),
            "owner-account-id" => TextAsync(http, StatusCodes.Status200OK, options.AccountId),
            "region-id" => TextAsync(http, StatusCodes.Status200OK, options.Region),
            "ram/" when now is not null => TextAsync(http, StatusCodes.Status200OK, "security-credentials/"),
            _ => NotFoundAsync(http),
        };
    }

    private async Task CredentialsAsync(HttpContext http, Consumer? now, string name, string? spoilt)
    {
        if (now is null)
        {
            await NotFoundAsync(http);
        }
        else if (name.Length == 0)
        {
            await TextAsync(http, StatusCodes.Status200OK, RoleNameOf(now));
        }
        else if (!name.Equals(RoleNameOf(now), StringComparison.OrdinalIgnoreCase))
        {
            await reply.RefuseAsync(http, Service, name, StatusCodes.Status404NotFound, new("NotFound", $"This instance has the role {RoleNameOf(now)}."));
        }
        else
        {
            try
            {
                if (spoilt is null) await reply.GiveAsync(http, Service, now, sessions.Current(now));
                else await reply.GiveAsync(http, Service, now, sessions.Spoilt(now, spoilt), sessions.Current(now).Claims.SessionId);
            }
            catch (ServiceException refused)
            {
                await reply.RefuseAsync(http, Service, now.RoleArn, refused.Error.Status, new(refused.Error.Code, refused.Message));
            }
        }
    }

    private static string RoleNameOf(Consumer consumer) => consumer.RoleArn[(consumer.RoleArn.LastIndexOf('/') + 1)..];

    private static Task NotFoundAsync(HttpContext http) => TextAsync(http, StatusCodes.Status404NotFound, "Not Found");

    private static Task TextAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}

/// <summary>What the metadata service says of the instance besides its role.</summary>
internal sealed record MetadataOptions(string AccountId, string Region, bool RequiresToken);

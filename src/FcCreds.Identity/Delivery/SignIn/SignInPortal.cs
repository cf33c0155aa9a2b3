using System.Text.Json.Serialization;
using FcCreds.Core.Errors;
using FcCreds.Core.Faults;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Identity.Delivery.SignIn;

/// <summary>
/// Where a signed-in person's token is changed for credentials: CloudSSO's portal (<c>POST /cloud-credentials</c>) and the OAuth service
/// (<c>POST /v1/exchange</c>, <c>POST /v1/token</c>). No page describes them; paths, headers and members are those of the providers in
/// @alicloud/credentials 2.4.7, which sends CloudSSO an empty body. What a bad token is answered is unconfirmed: a bearer token's 401,
/// and the codes of RFC 6749. Faults of the credentials URI meet these deliveries too.
/// </summary>
internal sealed class SignInPortal(SignInTokens tokens, DeliveredSessions sessions, DeliveryReply reply, IdSource ids, FaultPlan? faults)
{
    /// <summary>What the providers take a token to live where nothing is said.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);

    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(30);

    private const string CloudSsoPath = "/cloud-credentials";
    private const string Bearer = "Bearer ";
    private const string ExchangePath = "/v1/exchange";
    private const string TokenPath = "/v1/token";
    private const int MaxForm = 16 * 1024;

    private static readonly ServiceError InvalidToken = new("InvalidToken", StatusCodes.Status401Unauthorized, "The access token is invalid or has expired.");

    private static readonly ServiceError NotForBrowsers = new("Forbidden", StatusCodes.Status403Forbidden, "Nobody signs in here; fccreds credentials write gives out the token.");

    /// <summary>On one of our own names: CloudSSO's portal is wherever the profile says.</summary>
    public static bool Serves(WireRequest wire)
        => wire.Method == "POST" && wire.RawPath == CloudSsoPath && wire.Header("Authorization")?.StartsWith(Bearer, StringComparison.Ordinal) == true;

    public async Task ServeAsync(HttpContext http, WireRequest wire)
    {
        var service = wire.RawPath == CloudSsoPath ? "cloud-sso" : "oauth";
        try
        {
            // People come here with a browser in the cloud; here there is nothing for one.
            if (wire.Header("Origin") is not null) throw NotForBrowsers.With();
            await ((wire.Method, wire.RawPath) switch
            {
                ("POST", CloudSsoPath) => CloudSsoAsync(http, wire),
                ("POST", ExchangePath) => ExchangeAsync(http, wire),
                ("POST", TokenPath) => RefreshAsync(http),
                _ => throw new ServiceError("InvalidAction.NotFound", StatusCodes.Status404NotFound, $"There is no {wire.Method} {wire.RawPath}.").With(),
            });
        }
        catch (ServiceException refused)
        {
            await reply.RefuseAsync(http, service, wire.RawPath, refused.Error.Status, new(refused.Error.Code, refused.Message));
        }
    }

    private async Task CloudSsoAsync(HttpContext http, WireRequest wire)
    {
        var (consumer, credentials, sessionId) = await DeliverAsync(http, wire, SignInKind.CloudSso);
        var answer = new CloudSsoAnswer(ids.StsRequestId(), new(credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.Expiration));
        await reply.GiveAsync(http, "cloud-sso", consumer, sessionId, answer, PortalJson.Default.CloudSsoAnswer);
    }

    private async Task ExchangeAsync(HttpContext http, WireRequest wire)
    {
        var (consumer, credentials, sessionId) = await DeliverAsync(http, wire, SignInKind.OAuthAccess);
        var answer = new ExchangeAnswer(ids.StsRequestId(), credentials.AccessKeyId, credentials.AccessKeySecret, credentials.SecurityToken, credentials.Expiration);
        await reply.GiveAsync(http, "oauth", consumer, sessionId, answer, PortalJson.Default.ExchangeAnswer);
    }

    /// <summary>The next pair of tokens; the old ones stay good until they end.</summary>
    private async Task RefreshAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is not <= MaxForm) throw InvalidGrant("invalid_request");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["grant_type"] != "refresh_token") throw InvalidGrant("unsupported_grant_type");
        var consumer = tokens.Open(SignInKind.OAuthRefresh, form["refresh_token"]) ?? throw InvalidGrant("invalid_grant");
        var next = new TokenAnswer("Bearer", tokens.Issue(SignInKind.OAuthAccess, consumer, AccessLife), tokens.Issue(SignInKind.OAuthRefresh, consumer, RefreshLife), (int)AccessLife.TotalSeconds);
        await reply.GiveAsync(http, "oauth", consumer, sessionId: null, next, PortalJson.Default.TokenAnswer);

        static ServiceException InvalidGrant(string code) => new ServiceError(code, StatusCodes.Status400BadRequest, "The refresh token is invalid or has expired.").With();
    }

    private async Task<(Consumer Consumer, DeliveredCredentials Credentials, string SessionId)> DeliverAsync(HttpContext http, WireRequest wire, SignInKind kind)
    {
        var authorization = wire.Header("Authorization");
        var token = authorization?.StartsWith(Bearer, StringComparison.Ordinal) == true ? authorization[Bearer.Length..] : null;
        var consumer = tokens.Open(kind, token) ?? throw InvalidToken.With();
        var spoilt = faults is { IsSet: true } ? await faults.StrikeAsync("uri", "GetCredentials", consumer.Name, null, http.Features.Get<IFaultyConnection>(), http.RequestAborted) : null;
        var session = sessions.Current(consumer);
        return (consumer, spoilt is null ? DeliveredCredentials.Of(session) : sessions.Spoilt(consumer, spoilt), session.Claims.SessionId);
    }
}

internal sealed record CloudSsoAnswer(string RequestId, CloudSsoCredential CloudCredential);

internal sealed record CloudSsoCredential(string AccessKeyId, string AccessKeySecret, string SecurityToken, string Expiration);

internal sealed record ExchangeAnswer(
    [property: JsonPropertyName("requestId")] string RequestId,
    [property: JsonPropertyName("accessKeyId")] string AccessKeyId,
    [property: JsonPropertyName("accessKeySecret")] string AccessKeySecret,
    [property: JsonPropertyName("securityToken")] string SecurityToken,
    [property: JsonPropertyName("expiration")] string Expiration);

internal sealed record TokenAnswer(
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);

[JsonSerializable(typeof(CloudSsoAnswer))]
[JsonSerializable(typeof(ExchangeAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class PortalJson : JsonSerializerContext;

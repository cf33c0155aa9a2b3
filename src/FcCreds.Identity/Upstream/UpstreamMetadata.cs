using System.Net;
using FcCreds.Core.Errors;
using FcCreds.Core.Signing;

namespace FcCreds.Identity.Upstream;

/// <summary>
/// The role of the machine that this server runs on, from ECS's metadata service: with a token (version 2) where it gives one, without
/// where it does not.
/// </summary>
internal sealed record UpstreamMetadata : UpstreamIdentity
{
    private const string Host = "100.100.100.200";
    private const string RolePath = "/latest/meta-data/ram/security-credentials/";
    private const string TokenHeader = "X-aliyun-ecs-metadata-token";
    private const int MaxReply = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Name of the role; null asks which one the machine has.</summary>
    public string? RoleName { get; init; }

    /// <summary>Where the service answers.</summary>
    public Uri Endpoint { get; init; } = new($"http://{Host}");

    public override async ValueTask<UpstreamRequest> RequestAsync(UpstreamOptions options, TimeProvider time, CancellationToken ct)
    {
        // Not through a proxy, which would be asked for its own machine's role.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxReply };
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            return Signed(options, await KeyAsync(http, either.Token), time);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw No($"no answer within {Patience.TotalSeconds:0} seconds; is this an ECS instance?");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw No(failure.Message);
        }
    }

    private async Task<SigningKey> KeyAsync(HttpClient http, CancellationToken ct)
    {
        var token = await TokenAsync(http, ct);
        var role = RoleName ?? (await GetAsync(http, RolePath, token, ct)).Split('\n')[0].Trim();
        var given = UpstreamReplyCredentials.Read(await GetAsync(http, RolePath + Uri.EscapeDataString(role), token, ct));
        return given is { IsWhole: true }
            ? new(given.AccessKeyId!, new(given.AccessKeySecret!), new(given.SecurityToken!))
            : throw No($"what it says of the role {role} are no credentials");
    }

    /// <summary>Null where the service knows version 1 alone.</summary>
    private async Task<string?> TokenAsync(HttpClient http, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Put, "/latest/api/token");
        request.Headers.Add(TokenHeader + "-ttl-seconds", "60");
        using var reply = await http.SendAsync(request, ct);
        return reply.IsSuccessStatusCode ? await reply.Content.ReadAsStringAsync(ct) : null;
    }

    private async Task<string> GetAsync(HttpClient http, string path, string? token, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, path);
        if (token is not null) request.Headers.TryAddWithoutValidation(TokenHeader, token);
        using var reply = await http.SendAsync(request, ct);
        if (reply.IsSuccessStatusCode) return await reply.Content.ReadAsStringAsync(ct);
        throw No(reply.StatusCode == HttpStatusCode.NotFound ? "this machine has no such role" : $"status {(int)reply.StatusCode}");
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(Endpoint, path));
        request.Headers.Host = Host;
        return request;
    }

    private ServiceException No(string why) => UpstreamErrors.NoIdentity.Saying($"The metadata service ({Endpoint.Authority}) gives no credentials: {why}");
}

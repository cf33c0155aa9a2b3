using System.Globalization;
using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Identity.Ram;

namespace FcCreds.Identity.Upstream;

/// <summary>Credentials, or the reason why there are none and how long STS wants to be left alone.</summary>
internal sealed record UpstreamAnswer(UpstreamCredentials? Credentials, ServiceException? Refusal = null, TimeSpan RetryAfter = default);

/// <summary>
/// AssumeRole at somebody else's STS, as the user or the machine that this is. The time is the machine's: drills shift
/// this server's clocks, not the cloud's.
/// </summary>
internal sealed class UpstreamSts : IDisposable
{
    private const int MaxReply = 64 * 1024;
    private const string RetryAfterHeader = "x-acs-retry-after";

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    private readonly UpstreamOptions options;
    private readonly IdSource ids;
    private readonly TimeProvider time;
    private readonly string principalArn;
    private readonly HttpClient http;

    /// <summary>What the last request held; one is under way at a time.</summary>
    private IReadOnlyList<Secret> told = [];

    public UpstreamSts(UpstreamOptions options, IdSource ids, TimeProvider time)
    {
        (this.options, this.ids, this.time) = (options, ids, time);
        principalArn = RoleArn.TryParse(options.RoleArn, out var arn)
            ? $"acs:ram::{arn.AccountId}:assumed-role/{arn.RoleName}/{options.RoleSessionName}"
            : throw new ArgumentException($"{options.RoleArn} is not the ARN of a role.", nameof(options));
        // A signed request is for whom it was signed for: no redirect.
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !options.Endpoint.IsLoopback })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxReply,
        };
    }

    public async Task<UpstreamAnswer> AssumeRoleAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        told = [];
        try
        {
            var (message, secrets) = await options.Identity.RequestAsync(options, time, either.Token);
            using var request = message;
            told = secrets;
            using var reply = await http.SendAsync(request, either.Token);
            return Read(reply, await reply.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (ServiceException nothing)
        {
            return new(null, nothing);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return No(UpstreamErrors.Unavailable, $"no answer within {options.Timeout.TotalSeconds:0} seconds");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return No(UpstreamErrors.Unavailable, failure.Message);
        }
    }

    public void Dispose() => http.Dispose();

    private UpstreamAnswer Read(HttpResponseMessage reply, byte[] body)
    {
        var (status, told) = ((int)reply.StatusCode, UpstreamReply.Read(body));
        if (reply.IsSuccessStatusCode && told?.Credentials is { IsWhole: true } given) return Read(given);
        // Some answer a refusal with status 200; the code counts.
        if (told?.Code?.Contains("Throttling", StringComparison.Ordinal) == true || status == 429)
            return No(UpstreamErrors.Throttled, Words(status, told)) with { RetryAfter = RetryAfter(reply) };
        if (status >= 500) return No(UpstreamErrors.Unavailable, Words(status, told)) with { RetryAfter = RetryAfter(reply) };
        return told?.Code is null ? No(UpstreamErrors.Malformed, Words(status, told)) : No(UpstreamErrors.Refused, Words(status, told));
    }

    private UpstreamAnswer Read(UpstreamReplyCredentials given)
    {
        var now = time.GetUtcNow();
        if (given.Ends!.Value <= now) return No(UpstreamErrors.Malformed, $"the credentials it gave ended at {given.Expiration}; is this machine's clock right?");
        return new(new()
        {
            AccessKeyId = given.AccessKeyId!,
            AccessKeySecret = new(given.AccessKeySecret!),
            SecurityToken = new(given.SecurityToken!),
            IssuedAt = now,
            Expiration = given.Ends.Value,
            PrincipalArn = principalArn,
            SessionId = ids.SessionId(),
        });
    }

    /// <summary>In milliseconds, as the SDKs read it; its unit is not documented.</summary>
    private static TimeSpan RetryAfter(HttpResponseMessage reply)
    {
        var text = reply.Headers.TryGetValues(RetryAfterHeader, out var values) ? values.FirstOrDefault() : null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return reply.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestRetryAfter.TotalMilliseconds));
    }

    private static string Words(int status, UpstreamReply? told) => told?.Code is { } code ? $"{status} {code}: {told.Message}" : $"status {status}";

    private UpstreamAnswer No(ServiceError error, string why) => new(null, error.Saying($"{error.Message.TrimEnd('.')} ({options.Endpoint.Authority}): {WithoutSecrets(why)}"));

    /// <summary>SignatureDoesNotMatch echoes what was signed, and that may hold the token.</summary>
    private string WithoutSecrets(string text)
    {
        foreach (var secret in told.Where(one => one.Value.Length > 0))
        {
            text = text.Replace(secret.Value, "***", StringComparison.Ordinal).Replace(PercentEncoding.Encode(secret.Value), "***", StringComparison.Ordinal);
        }
        return text;
    }
}

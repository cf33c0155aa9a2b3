using FcCreds.Core.Errors;
using FcCreds.Core.Journal;

namespace FcCreds.Identity.Upstream;

/// <summary>
/// The upstream role's credentials at this moment, fetched by one call however many ask. From the middle of their life a call for the
/// next ones runs behind the askers' backs; from three quarters on they wait for it, so that nobody is given credentials that SDKs
/// take for stale. When it fails the old ones serve until their real end, and the next call waits its turn.
/// </summary>
internal sealed class UpstreamRole(UpstreamOptions options, UpstreamSts sts, IJournal journal, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private const double RefreshFrom = 0.5;
    private const double RefreshJitter = 0.1;
    private const double WaitFrom = 0.75;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private UpstreamCredentials? current;
    private DateTimeOffset refreshAt;
    private ServiceException? failure;
    private int failures;
    private DateTimeOffset notBefore;
    private Task? fetching;

    public UpstreamOptions Options => options;

    /// <exception cref="ServiceException">There are none, and STS gives none.</exception>
    public async Task<UpstreamCredentials> CurrentAsync(CancellationToken ct)
    {
        Task? awaited;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (Usable(now) is { } good)
            {
                if (now >= refreshAt) StartFetching(now);
                if (fetching is null || now < At(good, WaitFrom)) return good;
            }
            else
            {
                StartFetching(now);
            }
            awaited = fetching;
        }
        if (awaited is not null) await awaited.WaitAsync(ct);
        lock (gate) return Usable(time.GetUtcNow()) ?? throw Failure();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (fetching is { } last) await last;
        stopping.Dispose();
        sts.Dispose();
    }

    private UpstreamCredentials? Usable(DateTimeOffset now) => current is { } known && now < known.Expiration ? known : null;

    private void StartFetching(DateTimeOffset now)
    {
        if (fetching is null && now >= notBefore && !stopping.IsCancellationRequested) fetching = FetchAsync();
    }

    private async Task FetchAsync()
    {
        // Out of the lock, under which the caller stands.
        await Task.Yield();
        UpstreamAnswer answer;
        try
        {
            answer = await sts.AssumeRoleAsync(stopping.Token);
        }
        catch (Exception unexpected)
        {
            // Whatever it is: the next asker must find a task that can be started anew.
            answer = new(null, UpstreamErrors.Unavailable.Saying($"The upstream STS could not be asked: {unexpected.Message}"));
        }
        Tell(answer);
        lock (gate)
        {
            fetching = null;
            if (answer.Credentials is { } fresh) Keep(fresh);
            else Pause(answer);
        }
    }

    private void Keep(UpstreamCredentials fresh)
    {
        (current, failure, failures, notBefore) = (fresh, null, 0, default);
        refreshAt = At(fresh, RefreshFrom + (RefreshJitter * Random.Shared.NextDouble()));
    }

    private void Pause(UpstreamAnswer answer)
    {
        failure = answer.Refusal;
        var pause = TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(failures++, 10), LongestPause.Ticks));
        // Between the half and the whole of it, so that replicas do not come back together.
        pause *= 0.5 + (0.5 * Random.Shared.NextDouble());
        notBefore = time.GetUtcNow() + (pause > answer.RetryAfter ? pause : answer.RetryAfter);
    }

    private void Tell(UpstreamAnswer answer)
    {
        if (answer.Credentials is { } fresh)
        {
            journal.Append(new CredentialIssued
            {
                PrincipalArn = fresh.PrincipalArn,
                AccessKeyId = fresh.AccessKeyId,
                Scope = "shared",
                IssuedTo = options.Endpoint.Authority,
                ExpiresAt = fresh.Expiration,
                SessionId = fresh.SessionId,
                IsReal = true,
            });
        }
        else
        {
            journal.Append(new JournalNote { Kind = "upstream-failed", Message = answer.Refusal!.Message });
        }
    }

    private ServiceException Failure()
    {
        // One that was thrown already must not be thrown at another caller.
        var last = failure ?? UpstreamErrors.Unavailable.With();
        return last.Error.Saying(last.Message);
    }

    private static DateTimeOffset At(UpstreamCredentials credentials, double share)
        => credentials.IssuedAt + ((credentials.Expiration - credentials.IssuedAt) * share);
}

using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;

namespace FcCreds.Core.Faults;

/// <summary>
/// Faults that are set now. Endpoints ask once they know operation and caller; the first rule that meets a request counts. With the
/// same seed the same requests of a rule are met, counted in the order in which they come.
/// </summary>
/// <param name="journal">Where each fault that was applied is told.</param>
/// <param name="monotonic">By which they end.</param>
/// <param name="known">What a service (first) answers under a code (second): status, wording and EC of the cloud's own tables; null for a code that it does not know.</param>
internal sealed class FaultPlan(IJournal journal, TimeProvider monotonic, Func<string, string, ServiceError?>? known = null)
{
    private readonly Lock gate = new();
    private volatile ActiveFault[]? active;
    private int lastId;

    /// <summary>All that a request costs while nothing is set.</summary>
    public bool IsSet => active is not null;

    public IReadOnlyList<SetFault> List() => [.. (active ?? []).Where(fault => !fault.IsOver(monotonic)).Select(fault => new SetFault(fault.Id, fault.Rule, fault.Struck))];

    public int Set(FaultRule rule, ulong seed)
    {
        lock (gate)
        {
            var id = ++lastId;
            active = [.. (active ?? []).Where(fault => !fault.IsOver(monotonic)), new ActiveFault(id, rule, seed, monotonic.GetTimestamp())];
            return id;
        }
    }

    /// <summary>Ends those of the operation, as it was written, or that one of the id; or all.</summary>
    public int Clear(string? operation, int? id)
    {
        lock (gate)
        {
            var before = active ?? [];
            var left = Array.FindAll(before, fault => (operation is not null && fault.Rule.Operation != operation) || (id is not null && fault.Id != id));
            active = left.Length == 0 ? null : left;
            return before.Length - left.Length;
        }
    }

    /// <summary>Delays, breaks or refuses the request as the first rule for it says.</summary>
    /// <returns>What is to be delivered instead of the right credentials (<see cref="FaultRule.Deliver"/>); null for nothing.</returns>
    /// <exception cref="ServiceException">The refusal, to be rendered as any of the service's own.</exception>
    public async ValueTask<string?> StrikeAsync(string service, string operation, string principal, string? requestId, IFaultyConnection? connection, CancellationToken ct, bool isReal = false)
    {
        if (Find(service, operation, principal, isReal) is not { } rule) return null;
        journal.Append(new JournalNote { Kind = "fault", RequestId = requestId, Message = $"A fault was applied to {service}:{operation} of {principal}: {FaultText.Of(rule)}." });
        if (rule.LatencySeconds is { } latency) await Task.Delay(TimeSpan.FromSeconds(latency), monotonic, ct);
        if (rule.TruncateAfter is { } bytes) connection?.BreakAfter(bytes);
        if (rule is { Reset: true, AfterEffect: true }) connection?.LoseAnswer();
        else if (rule.Reset && connection is not null)
        {
            connection.Break();
            // The request is over when its own token says so.
            await Task.Delay(Timeout.InfiniteTimeSpan, monotonic, ct);
        }
        if (Refusal(service, rule) is { } error)
        {
            IReadOnlyList<(string, string)> headers = rule.RetryAfterMs is { } wait ? [("x-acs-retry-after", $"{wait}")] : [];
            throw new ServiceException(error, error.Message, []) { Headers = headers };
        }
        return rule.Deliver;
    }

    /// <summary>As the cloud words it, so that clients cannot tell; the journal can.</summary>
    private ServiceError? Refusal(string service, FaultRule rule)
    {
        if (rule.Code is { } code && known?.Invoke(service, code) is { } cloud) return rule.Status is { } asked ? cloud with { Status = asked } : cloud;
        return rule.Status is { } status ? new(rule.Code ?? CodeOf(status), status, $"A fault that was set: {FaultText.Of(rule)}.") : null;
    }

    private FaultRule? Find(string service, string operation, string principal, bool isReal)
    {
        foreach (var fault in active ?? [])
        {
            if ((!isReal || fault.Rule.AllowReal) && !fault.IsOver(monotonic) && fault.Meets(service, operation, principal) && fault.Strikes()) return fault.Rule;
        }
        return null;
    }

    private static string CodeOf(int status) => status switch
    {
        403 => "Forbidden",
        404 => "NotFound",
        429 => "Throttling",
        503 => "ServiceUnavailable",
        >= 500 => "InternalError",
        _ => "InvalidParameter",
    };

    private sealed class ActiveFault(int id, FaultRule rule, ulong seed, long since)
    {
        private readonly string service = rule.Service;
        private readonly WildcardPattern operation = new(rule.Operation[(rule.Operation.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        private readonly WildcardPattern? principal = rule.Principal is { } written ? new(written) : null;
        private int seen;
        private int struck;

        public int Id => id;

        public FaultRule Rule => rule;

        public int Struck => Volatile.Read(ref struck);

        public bool IsOver(TimeProvider clock)
            => (rule.ForSeconds is { } seconds && clock.GetElapsedTime(since).TotalSeconds > seconds) || (rule.Times is { } times && Struck >= times);

        public bool Meets(string asked, string name, string caller)
            => asked == service && operation.Matches(name) && (principal is null || principal.Matches(caller));

        public bool Strikes()
        {
            var number = Interlocked.Increment(ref seen);
            if (rule.Probability < 1 && Share(number) >= rule.Probability) return false;
            return Interlocked.Increment(ref struck) <= (rule.Times ?? int.MaxValue);
        }

        /// <summary>SplitMix64 of seed, rule and number: even, and the same whenever it is asked.</summary>
        private double Share(int number)
        {
            var z = unchecked(seed + ((ulong)id << 40) + ((ulong)number * 0x9E3779B97F4A7C15UL));
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}

/// <param name="Id">To clear it by.</param>
/// <param name="Rule">As it was set.</param>
/// <param name="Struck">Requests it met so far.</param>
internal sealed record SetFault(int Id, FaultRule Rule, int Struck);

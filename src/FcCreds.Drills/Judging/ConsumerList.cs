using FcCreds.Core.Journal;
using FcCreds.Drills.Results;

namespace FcCreds.Drills.Judging;

/// <summary>Who used which credentials, from when to when.</summary>
internal sealed class ConsumerList(Evidence evidence)
{
    public IReadOnlyList<ConsumerResult> List()
        => [.. evidence.Calls.GroupBy(call => (call.UserAgent, call.FunctionName)).OrderByDescending(consumer => consumer.Count()).Select(consumer => Of(consumer.Key.UserAgent, consumer.Key.FunctionName, [.. consumer]))];

    private ConsumerResult Of(string? userAgent, string? functionName, IReadOnlyList<ServiceCalled> calls)
    {
        // What a fetch names is the session given out, which is not yet one in use.
        var sessions = calls.Where(call => call.SessionId is not null && !Evidence.IsFetch(call)).GroupBy(call => call.SessionId!).Select(Use).OrderBy(use => use.FirstUsedAt).ToList();
        var assumed = calls.Count(Evidence.IsAssumeRole);
        return new()
        {
            UserAgent = userAgent,
            FunctionName = functionName,
            Calls = calls.Count,
            Refused = calls.Count(call => call.Refusal is not null),
            Sessions = sessions,
            RefreshesAt = [.. sessions.Skip(1).Select(use => use.FirstUsedAt)],
            AssumeRoleCalls = assumed,
            AssumeRoleNeeded = assumed == 0 ? null : 1 + evidence.Endings,
            Fetches = calls.Count(Evidence.IsFetch),
        };
    }

    private SessionUse Use(IGrouping<string, ServiceCalled> calls)
    {
        var (first, last) = (calls.First(), calls.Last());
        var issued = evidence.Issued.GetValueOrDefault(calls.Key);
        var issuedAt = evidence.IssuedAt(calls.Key);
        return new()
        {
            SessionId = calls.Key,
            AccessKeyId = issued?.AccessKeyId,
            IssuedAt = issuedAt,
            ExpiresAt = issued?.ExpiresAt,
            FirstUsedAt = evidence.At(first),
            LastUsedAt = evidence.At(last),
            Calls = calls.Count(),
            Refused = calls.Count(call => call.Refusal is not null),
            AgeAtLastUseSeconds = issuedAt is { } then ? (evidence.LifeAt(last) - then).TotalSeconds : null,
        };
    }
}

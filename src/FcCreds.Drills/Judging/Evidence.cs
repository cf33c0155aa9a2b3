using FcCreds.Core.Journal;
using FcCreds.Drills.Results;
using FcCreds.Drills.Running;
using FcCreds.Drills.Scenarios;

namespace FcCreds.Drills.Judging;

/// <summary>What there is to judge by: the journal between two positions, and the load's own account.</summary>
internal sealed class Evidence
{
    /// <summary>User agent of the drill's own calls, which are nobody's behaviour.</summary>
    public const string OwnAgent = "fccreds-drill";

    private static readonly HashSet<string> Ended = ["ExpiredToken", "RevokedToken"];
    private static readonly HashSet<string> Services = ["oss", "sts", "ram", "ims", "fc", "credentials-uri", "metadata"];

    private readonly JournalTape tape;
    private readonly Scenario scenario;
    private readonly IReadOnlyList<TimelineEntry> timeline;

    public Evidence(Scenario scenario, JournalTape tape, long first, long last, IReadOnlyList<LoadSample> samples, IReadOnlyList<TimelineEntry> timeline)
    {
        (this.scenario, this.tape, First, Last, Samples, this.timeline) = (scenario, tape, first, last, samples, timeline);
        var events = tape.Events.Where(one => one.Sequence >= first && one.Sequence <= last).ToList();
        Calls = [.. events.OfType<ServiceCalled>().Where(call => Services.Contains(call.Service) && call.UserAgent != OwnAgent)];
        Mistakes = [.. events.OfType<HandlerMistake>().GroupBy(mistake => mistake.Rule).Select(same => new MistakeResult(same.Key, same.First().Message, same.First().Advice, same.Count()))];
        Issued = tape.Events.OfType<CredentialIssued>().Where(one => one.SessionId is not null).GroupBy(one => one.SessionId!).ToDictionary(same => same.Key, same => same.First());
    }

    public long First { get; }

    public long Last { get; }

    public long Missing => tape.Missing;

    public Scenario Scenario => scenario;

    public IReadOnlyList<LoadSample> Samples { get; }

    /// <summary>To every service, but for the drill's own.</summary>
    public IReadOnlyList<ServiceCalled> Calls { get; }

    public IReadOnlyList<MistakeResult> Mistakes { get; }

    /// <summary>By session id.</summary>
    public IReadOnlyDictionary<string, CredentialIssued> Issued { get; }

    public IEnumerable<ServiceCalled> AssumeRoleCalls => Calls.Where(IsAssumeRole);

    public IEnumerable<ServiceCalled> Fetches => Calls.Where(IsFetch);

    /// <summary>Moments after which a client needs another session.</summary>
    public int Endings => timeline.Count(entry => entry is { AppliedAt: not null, Refused: null, Kind: "expire" or "revoke" or "delete-role" });

    public static bool IsAssumeRole(ServiceCalled call) => call.Service == "sts" && call.Operation.StartsWith("AssumeRole", StringComparison.Ordinal);

    public static bool IsFetch(ServiceCalled call) => call.Service is "credentials-uri" or "metadata";

    /// <summary>Made with an earlier invocation's or an ended instance's credentials, or refused because they are over.</summary>
    public static bool IsStale(ServiceCalled call) => call.SupersededBy is not null || call.EndedInstance is not null || (call.Refusal?.Verdict is { } verdict && Ended.Contains(verdict));

    public double At(JournalEvent one) => tape.At(one);

    public DateTimeOffset LifeAt(JournalEvent one) => tape.LifeAt(one);

    /// <summary>When a session was issued, on the life clock.</summary>
    public DateTimeOffset? IssuedAt(string? sessionId) => sessionId is not null && Issued.TryGetValue(sessionId, out var issued) ? tape.LifeAt(issued) : null;

    /// <summary>The kind of the moment that ended the credential; null when it should still be good.</summary>
    public string? EndedBy(HeldCredential held, TimeSpan life)
    {
        var applied = scenario.Timeline.Zip(timeline, (moment, entry) => (Moment: moment, Entry: entry)).Where(pair => pair.Entry is { AppliedAt: not null, Refused: null }).Select(pair => pair.Moment);
        foreach (var moment in applied)
        {
            var ends = moment switch
            {
                ExpireMoment expire => Same(expire.Role, held.Role),
                RevokeMoment revoke => Same(revoke.Role, held.Role),
                DeleteRoleMoment delete => Same(delete.Role, held.Role),
                DetachPolicyMoment { Policy: null } detach => Same(detach.Role, held.Role),
                RotateKeyMoment { Step: not KeyStep.Create } rotate => held.SecurityToken is null && Same(rotate.User, held.User),
                RotateSealingKeyMoment sealing => sealing.Retire && held.SecurityToken is not null,
                AdvanceMoment => held.Expiration is { } end && tape.Began + life > end,
                _ => false,
            };
            if (ends) return moment.Kind;
        }
        return null;
    }

    private static bool Same(string name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}

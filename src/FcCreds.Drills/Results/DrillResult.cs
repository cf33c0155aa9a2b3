using System.Text.Json.Serialization;
using FcCreds.Core.Journal;

namespace FcCreds.Drills.Results;

/// <summary>
/// Everything that a drill found out; as JSON it is <c>report.json</c>. Seconds count from the begin of the load on the monotonic clock.
/// What was not measured is null or absent, never a guess.
/// </summary>
internal sealed record DrillResult
{
    public required string Drill { get; init; }

    public string? Description { get; init; }

    public string? Correct { get; init; }

    public IReadOnlyList<string> Catches { get; init; } = [];

    public required string File { get; init; }

    /// <summary>Every expectation held, and the drill ran to its end.</summary>
    public required bool Passed { get; init; }

    /// <summary>It was run with a client that shall fail: then failing is right.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ShallFail { get; init; }

    /// <summary>One sentence, with the culprit and the age of its credentials where something failed.</summary>
    public required string Verdict { get; init; }

    public required string Target { get; init; }

    /// <summary><c>uri</c>, <c>env</c> …</summary>
    public required string Via { get; init; }

    public string? Role { get; init; }

    public string? User { get; init; }

    public required ClockMode Clock { get; init; }

    public required ulong Seed { get; init; }

    public required Versions Versions { get; init; }

    /// <summary>Real time.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required double DurationSeconds { get; init; }

    public required LoadResult Load { get; init; }

    public required IReadOnlyList<ExpectationResult> Expectations { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>The load in slices of equal length, empty ones too; about thirty to sixty.</summary>
    public required IReadOnlyList<BucketResult> Buckets { get; init; }

    public required IReadOnlyList<ConsumerResult> Consumers { get; init; }

    /// <summary>The first request to a service that was refused for its credentials or permissions, else the first that failed; null when none did.</summary>
    public FailureResult? FirstFailure { get; init; }

    public CauseResult? Cause { get; init; }

    /// <summary>What was ended or taken away, tried once more at the end.</summary>
    public required IReadOnlyList<OldCredentialProof> OldCredentials { get; init; }

    /// <summary>The least policy for what was refused, as JSON; only when asked.</summary>
    public string? SuggestedPolicy { get; init; }

    /// <summary>Mistakes of the handler that the journal tells, each rule once.</summary>
    public IReadOnlyList<MistakeResult> Mistakes { get; init; } = [];

    public required JournalSpan Journal { get; init; }
}

/// <param name="Mode"><c>none</c>, <c>life</c>, <c>wire</c> or <c>both</c>.</param>
/// <param name="Sentence">Which clocks moved, and for whom.</param>
/// <param name="LifeSeconds">How far the life clock was moved in the end.</param>
/// <param name="WireSeconds">How far the wire clock was moved in the end.</param>
/// <param name="ClientsMoved">The command ran under libfaketime.</param>
internal sealed record ClockMode(string Mode, string Sentence, double LifeSeconds, double WireSeconds, bool ClientsMoved);

/// <param name="FcCreds">The tool's.</param>
/// <param name="DotNet">The runtime's.</param>
/// <param name="OperatingSystem">Of the machine.</param>
internal sealed record Versions(string FcCreds, string DotNet, string OperatingSystem);

/// <summary>The load as its driver saw it; milliseconds are null when nothing was answered.</summary>
internal sealed record LoadResult
{
    public required int Requests { get; init; }

    public required int Succeeded { get; init; }

    public required int Failed { get; init; }

    public double? MedianMs { get; init; }

    public double? P99Ms { get; init; }

    public double? FirstFailureAt { get; init; }

    public double? LastFailureAt { get; init; }

    /// <summary>From the first failure to the first success after the last one; null when none failed, or it never recovered.</summary>
    public double? RecoverySeconds { get; init; }

    public required bool Recovered { get; init; }

    /// <summary>What the target said of failed requests, the most frequent first; at most ten.</summary>
    public IReadOnlyList<FailureText> Failures { get; init; } = [];
}

internal sealed record FailureText(string Text, int Count);

/// <param name="Name"><c>success</c>, <c>codes.AccessDenied</c>, <c>recover</c> …</param>
/// <param name="Wanted">As written.</param>
/// <param name="Got">For people: <c>97.4 %</c>, <c>never</c>.</param>
/// <param name="Held">It holds.</param>
/// <param name="Value">The number behind <paramref name="Got"/>; null where there is none.</param>
internal sealed record ExpectationResult(string Name, string Wanted, string Got, bool Held, double? Value);

/// <summary>A moment of the timeline.</summary>
internal sealed record TimelineEntry
{
    public required double PlannedAt { get; init; }

    /// <summary>Null when the drill ended before.</summary>
    public double? AppliedAt { get; init; }

    public required string Kind { get; init; }

    public required string What { get; init; }

    /// <summary>When a fault with a length ends.</summary>
    public double? EndsAt { get; init; }

    /// <summary>The service refused it, as with a third key: its code and message.</summary>
    public string? Refused { get; init; }

    /// <summary>The journal's position when it was done.</summary>
    public long? JournalSequence { get; init; }
}

/// <param name="From">Seconds; the first begins at 0.</param>
/// <param name="To">Where the next begins.</param>
/// <param name="Succeeded">Requests of the load answered well, by when they were started.</param>
/// <param name="Failed">The others.</param>
/// <param name="Codes">Errors at the services meanwhile, by code.</param>
internal sealed record BucketResult(double From, double To, int Succeeded, int Failed, IReadOnlyDictionary<string, int> Codes);

/// <summary>Somebody who used credentials: told apart by user agent, and by function where it is one.</summary>
internal sealed record ConsumerResult
{
    /// <summary>As sent: name and version of the SDK; null when none was sent.</summary>
    public string? UserAgent { get; init; }

    public string? FunctionName { get; init; }

    public required int Calls { get; init; }

    public required int Refused { get; init; }

    public required IReadOnlyList<SessionUse> Sessions { get; init; }

    /// <summary>When it changed over to a session it had not used before; the first is no refresh.</summary>
    public required IReadOnlyList<double> RefreshesAt { get; init; }

    public required int AssumeRoleCalls { get; init; }

    /// <summary>How many would have done: one, and one for every time its session ended; null when it never called STS.</summary>
    public int? AssumeRoleNeeded { get; init; }

    public required int Fetches { get; init; }
}

/// <summary>One session in the hands of one consumer.</summary>
internal sealed record SessionUse
{
    public required string SessionId { get; init; }

    public string? AccessKeyId { get; init; }

    /// <summary>Life clock; null when it was issued before the journal's tail.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required double FirstUsedAt { get; init; }

    public required double LastUsedAt { get; init; }

    public required int Calls { get; init; }

    public required int Refused { get; init; }

    /// <summary>On the life clock, when last used; null when the issue is not known.</summary>
    public double? AgeAtLastUseSeconds { get; init; }
}

/// <summary>One failed request, as <c>fccreds explain</c> tells it.</summary>
internal sealed record FailureResult
{
    public required double At { get; init; }

    public string? RequestId { get; init; }

    public string? InvocationId { get; init; }

    public string? FunctionName { get; init; }

    public string? UserAgent { get; init; }

    public required string Service { get; init; }

    public required string Operation { get; init; }

    public required string Resource { get; init; }

    public required string Principal { get; init; }

    public required int Status { get; init; }

    public string? Code { get; init; }

    public string? Ec { get; init; }

    /// <summary>Age of the credentials on the life clock.</summary>
    public double? CredentialAgeSeconds { get; init; }

    /// <summary>How long they had been over then; negative while they were good.</summary>
    public double? PastEndSeconds { get; init; }

    public RefusalTrace? Refusal { get; init; }
}

/// <param name="Rule">A name for programs, such as <c>expired-not-refreshed</c>.</param>
/// <param name="Sentence">What probably went wrong.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="KnownIssue">An SDK's issue of that kind, such as <c>ali-oss #1080</c>; null when none is known.</param>
internal sealed record CauseResult(string Rule, string Sentence, string Fix, string? KnownIssue);

/// <param name="Credential">Access key id, never a secret.</param>
/// <param name="EndedBy">The moment's kind.</param>
/// <param name="TriedAt">Seconds.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Code">Its error code.</param>
/// <param name="Refused">It is refused.</param>
internal sealed record OldCredentialProof(string Credential, string EndedBy, double TriedAt, int Status, string? Code, bool Refused);

internal sealed record MistakeResult(string Rule, string Message, string Advice, int Count);

/// <param name="First">Position of the first event that counts.</param>
/// <param name="Last">And of the last.</param>
/// <param name="Dropped">Events the journal lost meanwhile: with any, the numbers are too low.</param>
internal sealed record JournalSpan(long First, long Last, long Dropped);

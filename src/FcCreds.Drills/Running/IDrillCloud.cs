using System.Text.Json;
using FcCreds.Core.Faults;
using FcCreds.Core.Journal;
using FcCreds.Drills.Scenarios;

namespace FcCreds.Drills.Running;

/// <summary>The server under drill, as the runner needs it.</summary>
internal interface IDrillCloud
{
    string AccountId { get; }

    /// <summary>Events behind that position, oldest first.</summary>
    Task<IReadOnlyList<JournalEvent>> JournalAsync(long after, CancellationToken ct);

    /// <summary>The session of that access key id counts as past its end.</summary>
    Task ExpireAsync(string accessKeyId, CancellationToken ct);

    /// <summary>The session of that access key id is taken back.</summary>
    Task RevokeAsync(string accessKeyId, CancellationToken ct);

    Task SetFaultAsync(FaultRule rule, ulong seed, CancellationToken ct);

    /// <summary>Ends faults that this drill has set; others are not its own.</summary>
    /// <param name="operation">As the faults were written; null is all.</param>
    /// <param name="ct">Ends it.</param>
    Task ClearFaultsAsync(string? operation, CancellationToken ct);

    /// <summary>How far each clock is from real time.</summary>
    Task<ClockShifts> ShiftsAsync(CancellationToken ct);

    /// <summary>How far each clock shall be from real time; null leaves it.</summary>
    Task MoveClocksAsync(TimeSpan? life, TimeSpan? wire, CancellationToken ct);

    /// <summary>A call of RAM's API as the account itself.</summary>
    /// <exception cref="DrillRefusal">RAM refuses.</exception>
    Task<JsonElement> RamAsync(string action, IReadOnlyDictionary<string, string> parameters, CancellationToken ct);

    Task ChangeMetadataAsync(bool? v2Only, string? role, CancellationToken ct);

    Task RotateSealingKeysAsync(bool retire, CancellationToken ct);

    /// <summary>What a program needs to have its credentials the way the drill says.</summary>
    Task<Delivery> DeliverAsync(DrillCredentials credentials, CancellationToken ct);

    /// <summary>Credentials of the drill's own, the same that the target has where that can be; null when there is nothing to hold.</summary>
    Task<HeldCredential?> HoldAsync(Scenario scenario, Delivery? delivery, CancellationToken ct);

    /// <summary>Tries credentials at OSS.</summary>
    Task<(int Status, string? Code)> TryAsync(HeldCredential held, CancellationToken ct);

    Task<TargetAnswer> InvokeAsync(string function, string body, CancellationToken ct);

    /// <summary>The least policy for what the role asked for, as JSON; null when it asked for nothing.</summary>
    Task<string?> SuggestPolicyAsync(string role, CancellationToken ct);
}

/// <summary>From real time.</summary>
internal readonly record struct ClockShifts(TimeSpan Life, TimeSpan Wire);

/// <summary>A refusal of the server that the report tells instead of ending the drill.</summary>
internal sealed class DrillRefusal(string code, string message) : Exception($"{code}: {message}")
{
    public string Code { get; } = code;
}

/// <summary>Why a drill cannot be run; a sentence for whoever wrote it.</summary>
internal sealed class DrillImpossible(string sentence) : Exception(sentence);

/// <param name="Variables">For the program.</param>
/// <param name="Removed">Variables that it must not inherit.</param>
/// <param name="Own">The credentials themselves, where they were given at once.</param>
/// <param name="OidcToken">What goes into the file that the program reads.</param>
/// <param name="Key">The user's long-term key.</param>
internal sealed record Delivery(IReadOnlyDictionary<string, string> Variables, IReadOnlyList<string> Removed, HeldCredential? Own = null, string? OidcToken = null, HeldCredential? Key = null);

/// <summary>Credentials that the drill holds to try them when they have ended. Never printed, but for the access key id.</summary>
internal sealed record HeldCredential(string AccessKeyId, string AccessKeySecret, string? SecurityToken, string? Role, string? User)
{
    public DateTimeOffset? Expiration { get; init; }

    public override string ToString() => AccessKeyId;
}

/// <param name="Succeeded">Below 400, or a function without an error.</param>
/// <param name="Text">What was said of a failure.</param>
internal sealed record TargetAnswer(bool Succeeded, string Text);

using System.Collections.Frozen;
using FcCreds.Core.Journal;
using FcCreds.Oss;
using FcCreds.Testing.Wire;

namespace FcCreds.Testing;

/// <summary>What the services did for a sandbox. A call is in it as soon as its reply has come.</summary>
public sealed class SandboxJournal
{
    /// <summary>Codes of calls whose temporary credentials were over.</summary>
    private static readonly string[] Over = ["SecurityTokenExpired", "InvalidSecurityToken.Expired", "InvalidSecurityToken.Malformed", "InvalidAccessKeyId"];

    private static readonly FrozenDictionary<string, string> OssActions = OssApi.Rows
        .GroupBy(row => row.Name).ToFrozenDictionary(rows => rows.Key, rows => rows.First().Action);

    private readonly ControlClient control;
    private readonly long since;
    private readonly Func<ServiceCalled, bool> isOfSandbox;

    internal SandboxJournal(ControlClient control, long since, string accountId, IEnumerable<string> buckets)
    {
        (this.control, this.since) = (control, since);
        string[] roots = [.. buckets.Select(bucket => $"oss://{bucket}")];
        isOfSandbox = called => called.Principal.Contains(accountId, StringComparison.Ordinal)
            || called.Resource.Contains(accountId, StringComparison.Ordinal)
            || roots.Any(root => called.Resource == root || called.Resource.StartsWith(root + "/", StringComparison.Ordinal));
    }

    /// <summary>Every call so far, oldest first.</summary>
    public IReadOnlyList<JournalCall> Calls() => [.. control.Journal(since).OfType<ServiceCalled>().Where(isOfSandbox).Select(Read)];

    /// <summary>There was such a call, and its caller was let in.</summary>
    /// <exception cref="FcCredsAssertionException">There was none, or all were turned away.</exception>
    public void AssertAllowed(string action, string? key = null) => AssertAny("allowed", action, key, call => call.IsAllowed);

    /// <summary>There was such a call, and it was turned away: by a policy or for its credentials.</summary>
    /// <exception cref="FcCredsAssertionException">There was none, or all were let in.</exception>
    public void AssertDenied(string action, string? key = null) => AssertAny("denied", action, key, call => call.IsDenied);

    /// <summary>
    /// No call used credentials that were over (expired, revoked, of a role that is gone), and none used credentials of another
    /// invocation: those that one invocation was given in its context, after it had ended and while or after another one ran on its instance.
    /// </summary>
    /// <exception cref="FcCredsAssertionException">Some did.</exception>
    public void AssertNoStaleCredentials()
    {
        var stale = Calls().Where(call => call.IsStale).ToList();
        if (stale.Count > 0) throw new FcCredsAssertionException($"{stale.Count} call(s) came with credentials that were over or another invocation's:{Lines(stale)}");
    }

    private void AssertAny(string expected, string action, string? key, Func<JournalCall, bool> holds)
    {
        var calls = Calls();
        var such = calls.Where(call => call.Action.Equals(action, StringComparison.OrdinalIgnoreCase) && (key is null || call.Key == key)).ToList();
        if (such.Any(holds)) return;
        var what = key is null ? action : $"{action} on key '{key}'";
        throw new FcCredsAssertionException(such.Count > 0
            ? $"Expected {what} to be {expected}, but it was not:{Lines(such)}"
            : $"Expected {what} to be {expected}, but there was no such call. {(calls.Count == 0 ? "The sandbox has had no calls at all." : $"There were:{Lines(calls)}")}");
    }

    private static string Lines(IEnumerable<JournalCall> calls) => string.Concat(calls.Select(call => $"\n  {call}"));

    private static JournalCall Read(ServiceCalled called) => new()
    {
        Time = called.Time,
        Service = called.Service,
        Operation = called.Operation,
        Action = called.Service == "oss" && OssActions.TryGetValue(called.Operation, out var action) ? action : $"{called.Service}:{called.Operation}",
        Resource = called.Resource,
        Principal = called.Principal,
        SessionId = called.SessionId,
        InvocationId = called.InvocationId,
        SupersededBy = called.SupersededBy,
        EndedInstance = called.EndedInstance,
        Status = called.Status,
        Code = called.Code,
        RequestId = called.RequestId,
        Statement = called.Statement,
        Needed = called.Needed,
        IsAllowed = called.Decision == "Allow",
        IsStale = called.SupersededBy is not null || called.EndedInstance is not null || (called.SessionId is not null && Over.Contains(called.Code)),
        // Wrong, expired or revoked credentials are refused before anybody asks a policy.
        IsDenied = called.Decision == "Deny" || (called.Decision is null && called.Status == 403),
    };
}

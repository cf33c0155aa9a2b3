using System.Globalization;
using FcCreds.Drills.Results;
using FcCreds.Drills.Scenarios;

namespace FcCreds.Drills.Judging;

/// <summary>Compares what was wanted with what was found.</summary>
internal sealed class Judge(Evidence evidence, LoadResult load)
{
    public IReadOnlyList<ExpectationResult> Judged(Expectations expect, IReadOnlyList<OldCredentialProof> proofs, string? policy)
    {
        List<ExpectationResult> results = [];
        if (expect.Success is { } success) results.Add(Compare("success", success, load.Requests == 0 ? 0 : 100.0 * load.Succeeded / load.Requests, value => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} %")));
        foreach (var (code, threshold) in expect.Codes) results.Add(Count($"codes.{code}", threshold, evidence.Calls.Count(call => call.Code == code)));
        foreach (var (operation, threshold) in expect.Operations) results.Add(Count($"operations.{operation}", threshold, evidence.Calls.Count(call => call.Operation == operation)));
        if (expect.Recover is { } recover) results.Add(Recovery(recover));
        if (expect.StaleUses is { } stale) results.Add(Count("stale-uses", stale, evidence.Calls.Count(Evidence.IsStale)));
        if (expect.AssumeRole is { } assume) results.Add(Count("assume-role", assume, evidence.AssumeRoleCalls.Count()));
        if (expect.Fetches is { } fetches) results.Add(Count("fetches", fetches, evidence.Fetches.Count()));
        if (expect.OldCredentialRefused is { } refused) results.Add(Old(refused, proofs));
        if (expect.SuggestsPolicy is { } suggests) results.Add(new("suggests-policy", Word(suggests), Word(policy is not null), suggests == policy is not null, null));
        return results;
    }

    private static ExpectationResult Count(string name, Threshold wanted, int got) => Compare(name, wanted, got, value => value.ToString(CultureInfo.InvariantCulture));

    private static ExpectationResult Compare(string name, Threshold wanted, double got, Func<double, string> text) => new(name, wanted.ToString(), text(got), wanted.Holds(got), got);

    private ExpectationResult Recovery(Threshold wanted)
    {
        if (!load.Recovered) return new("recover", wanted.ToString(), "never", false, null);
        return load.RecoverySeconds is { } seconds
            ? Compare("recover", wanted, seconds, value => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} s"))
            : new("recover", wanted.ToString(), "nothing failed", true, null);
    }

    /// <summary>Nothing tried is nothing proven.</summary>
    private static ExpectationResult Old(bool wanted, IReadOnlyList<OldCredentialProof> proofs)
    {
        if (proofs.Count == 0) return new("old-credential-refused", Word(wanted), "no credential ended that the drill could try", false, null);
        var got = proofs.All(proof => proof.Refused);
        return new("old-credential-refused", Word(wanted), $"{Word(got)} ({proofs[0].Status} {proofs[0].Code})", got == wanted, null);
    }

    private static string Word(bool value) => value ? "yes" : "no";
}

using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;

namespace FcCreds.Oss.Access;

/// <summary>What authorization decided and why, for the journal, for error bodies and for operations that answer key by key.</summary>
internal sealed class AccessTrace
{
    private Dictionary<string, ServiceError>? refusedKeys;
    private List<AccessDemand>? demands;

    /// <summary><c>Allow</c>, <c>Deny</c>, or null before any decision.</summary>
    public string? Decision { get; private set; }

    /// <summary><c>AliyunOSSFullAccess#1</c>, <c>owner</c>, <c>acl:public-read</c>.</summary>
    public string? Statement { get; private set; }

    public string? Needed { get; private set; }

    public IReadOnlyList<string> Read { get; private set; } = [];

    /// <summary>What policies were asked.</summary>
    public IReadOnlyList<AccessDemand>? Demands => demands;

    /// <summary>Set with the first denial.</summary>
    public RefusalTrace? Refusal { get; private set; }

    /// <summary>The denial when RAM made it: what the cloud tells of it in the error body.</summary>
    public PolicyDecision? RamDenial { get; private set; }

    /// <summary>Remembered for least-privilege policies; an operation on many keys is remembered by its first ones.</summary>
    public void Asked(Demand demand, string resource)
    {
        const int MostRemembered = 64;
        demands ??= [];
        if (demands.Count == MostRemembered) return;
        demands.Add(new(demand.Action, resource) { Conditions = Given(demand.Conditions) });
    }

    public void Allowed(string statement)
    {
        if (Decision == "Deny") return;
        (Decision, Statement) = ("Allow", statement);
    }

    /// <param name="caller">Who is refused.</param>
    /// <param name="decision">What the policies said.</param>
    /// <param name="now">Life clock.</param>
    /// <param name="beside">What was read besides policies, in order.</param>
    public void Denied(Caller caller, PolicyDecision decision, DateTimeOffset now, params IReadOnlyList<StatementTrace> beside)
    {
        if (Decision == "Deny") return;
        Decision = "Deny";
        Statement = decision.Decided?.Name;
        Needed = decision.Needed;
        Refusal = RefusalTrace.Of(caller, decision, now, beside);
        Read = [.. Refusal.Read!.Select(Describe)];
        if (caller.Kind is CallerKind.RamUser or CallerKind.AssumedRole && decision.Layer != PolicyLayer.ResourcePolicy) RamDenial = decision;
    }

    /// <summary>Policies would allow it, but a setting of the bucket forbids it.</summary>
    public void Forbidden(Caller caller, DateTimeOffset now, AccessDemand demand, StatementTrace setting)
    {
        if (Decision == "Deny") return;
        (Decision, Statement, Read) = ("Deny", null, [setting.Because]);
        Refusal = new() { Who = CallerTrace.Of(caller, now), Reason = setting.Because, Demand = demand, Read = [setting], Advice = "No statement helps: it is a setting of the bucket or its account." };
    }

    /// <summary>A demand that came after the refused one: people want to add all that is missing at once.</summary>
    public void Lacked(PolicyDecision decision)
    {
        if (Refusal is not { Needed: not null } refusal || decision is not { Effect: PolicyEffect.ImplicitDeny, Needed: { } needed } || needed == refusal.Needed) return;
        if (RamDenial?.Layer == decision.Layer && refusal.AlsoNeeded?.Contains(needed) != true) Refusal = refusal with { AlsoNeeded = [.. refusal.AlsoNeeded ?? [], needed] };
    }

    public void RefuseKey(string key, ServiceError error) => (refusedKeys ??= new(StringComparer.Ordinal))[key] = error;

    /// <summary>The error of a key that a per-key demand refused, or null.</summary>
    public ServiceError? RefusalOf(string key) => refusedKeys?.GetValueOrDefault(key);

    private static Dictionary<string, string>? Given(IReadOnlyList<(string Key, string? Value)> conditions)
    {
        Dictionary<string, string>? given = null;
        for (var at = 0; at < conditions.Count; at++)
        {
            if (conditions[at] is (var key, { } value)) (given ??= new(StringComparer.OrdinalIgnoreCase))[key] = value;
        }
        return given;
    }

    private static string Describe(StatementTrace read) => read switch
    {
        { Because.Length: > 0 } => $"{read.Name}: {read.Because}",
        { Effect: "Deny" } => $"{read.Name}: {nameof(PolicyEffect.ExplicitDeny)}",
        _ => $"{read.Name}: {read.Effect}",
    };
}

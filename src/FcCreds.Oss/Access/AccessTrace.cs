using FcCreds.Core.Errors;
using FcCreds.Core.Policy;

namespace FcCreds.Oss.Access;

/// <summary>What authorization decided and why, for the journal and for operations that answer key by key.</summary>
internal sealed class AccessTrace
{
    private Dictionary<string, ServiceError>? refusedKeys;

    /// <summary><c>Allow</c>, <c>Deny</c>, or null before any decision.</summary>
    public string? Decision { get; private set; }

    /// <summary><c>AliyunOSSFullAccess#1</c>, <c>owner</c>, <c>acl:public-read</c>.</summary>
    public string? Statement { get; private set; }

    public string? Needed { get; private set; }

    public IReadOnlyList<string> Read { get; private set; } = [];

    public void Allowed(string statement)
    {
        if (Decision == "Deny") return;
        (Decision, Statement) = ("Allow", statement);
    }

    public void Denied(PolicyDecision? decision, string because)
    {
        if (Decision == "Deny") return;
        Decision = "Deny";
        Statement = decision?.Decided?.Name;
        Needed = decision?.Needed;
        Read = decision is null ? [because] : [.. decision.Read.Select(Describe), because];
    }

    public void RefuseKey(string key, ServiceError error) => (refusedKeys ??= new(StringComparer.Ordinal))[key] = error;

    /// <summary>The error of a key that a per-key demand refused, or null.</summary>
    public ServiceError? RefusalOf(string key) => refusedKeys?.GetValueOrDefault(key);

    private static string Describe(StatementReading reading)
        => reading.Applies ? $"{reading.Name}: {reading.Effect}" : $"{reading.Name}: {reading.Because}";
}

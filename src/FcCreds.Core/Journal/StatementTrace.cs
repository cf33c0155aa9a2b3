using FcCreds.Core.Policy;

namespace FcCreds.Core.Journal;

/// <summary>A statement, ACL or setting that was read before a request was refused.</summary>
/// <param name="Source"><c>IdentityPolicy</c>, <c>SessionPolicy</c>, <c>ResourcePolicy</c>, <c>TrustPolicy</c>, <c>Acl</c>, <c>PublicAccessBlock</c> or <c>Setting</c>.</param>
/// <param name="Name">How a person finds it: <c>orders-oss#2</c>, <c>acl:private</c>.</param>
/// <param name="Effect"><c>Allow</c>, <c>Deny</c>, or <c>None</c> when it does not apply.</param>
/// <param name="Because">Why it does not apply; empty when it does.</param>
internal sealed record StatementTrace(string Source, string Name, string Effect, string Because)
{
    /// <summary>Whom the policy is attached to, such as <c>group developers</c>; null when that is the caller.</summary>
    public string? AttachedTo { get; init; }

    /// <summary>What the statement does when it applies.</summary>
    public string? Written { get; init; }

    public static StatementTrace Of(StatementReading reading)
    {
        var written = reading.Effect == PolicyEffect.Allow ? "Allow" : "Deny";
        return new(reading.Layer.ToString(), reading.Name, reading.Applies ? written : "None", reading.Because) { AttachedTo = reading.AttachedTo, Written = written };
    }
}

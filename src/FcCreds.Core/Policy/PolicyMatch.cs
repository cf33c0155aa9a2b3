namespace FcCreds.Core.Policy;

/// <summary>
/// What the policies read so far amount to. Keeps the statement that decides and nothing else: reasons are built only when
/// someone is refused.
/// </summary>
internal struct PolicyMatch
{
    private AttachedPolicy? policy;
    private PolicyStatement? statement;

    /// <summary>Allow, ExplicitDeny, or ImplicitDeny while no statement applied.</summary>
    public readonly PolicyEffect Effect => statement?.Effect ?? PolicyEffect.ImplicitDeny;

    public PolicyLayer Layer { get; private set; }

    public readonly StatementReading Reading() => new(policy!.PolicyName, Layer, statement!.Index, statement.Effect, Applies: true, "") { AttachedTo = policy.AttachedTo, PolicyType = policy.PolicyType };

    public void Weigh(AttachedPolicy candidate, PolicyLayer layer, AccessQuestion question, in Arn resource)
    {
        if (Effect == PolicyEffect.ExplicitDeny) return;
        foreach (var read in candidate.Document.Statements)
        {
            // A second allow cannot change anything; a deny still can.
            if (Effect == PolicyEffect.Allow && read.Effect == PolicyEffect.Allow) continue;
            if (!read.IsAbout(question.Action) || !read.Covers(resource) || !read.IsFor(question) || !read.HoldsUnder(question.Conditions)) continue;
            (policy, statement, Layer) = (candidate, read, layer);
            if (read.Effect == PolicyEffect.ExplicitDeny) return;
        }
    }
}

namespace FcCreds.Core.Policy;

/// <summary>One statement, ready to be matched.</summary>
internal sealed class PolicyStatement
{
    /// <summary>Position in the document, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>Allow or ExplicitDeny.</summary>
    public required PolicyEffect Effect { get; init; }

    public required WildcardPattern[] Actions { get; init; }

    /// <summary>The statement was written with NotAction: it is about all actions but these.</summary>
    public required bool AllActionsBut { get; init; }

    /// <summary>Empty in trust policies.</summary>
    public ResourcePattern[] Resources { get; init; } = [];

    public ConditionTest[] Conditions { get; init; } = [];

    /// <summary>Null in identity policies.</summary>
    public StatementPrincipal? Principal { get; init; }

    public bool IsAbout(string action)
    {
        foreach (var pattern in Actions)
        {
            if (pattern.Matches(action)) return !AllActionsBut;
        }
        return AllActionsBut;
    }

    public bool Covers(in Arn resource)
    {
        foreach (var pattern in Resources)
        {
            if (pattern.Covers(resource)) return true;
        }
        return false;
    }

    /// <summary>Identity policies have no Principal: they are for whoever they are attached to.</summary>
    public bool IsFor(AccessQuestion question)
        => Principal is null || Principal.Lists(question.Caller, question.ResourceOwner, Conditions.Length > 0);

    public bool HoldsUnder(PolicyConditions conditions)
    {
        foreach (var test in Conditions)
        {
            if (!test.Holds(conditions)) return false;
        }
        return true;
    }
}

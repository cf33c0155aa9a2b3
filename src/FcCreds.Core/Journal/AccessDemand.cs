namespace FcCreds.Core.Journal;

/// <summary>One thing that a request had to be allowed.</summary>
/// <param name="Action">Such as <c>oss:PutObject</c>.</param>
/// <param name="Resource">ARN.</param>
internal sealed record AccessDemand(string Action, string Resource)
{
    /// <summary>Condition keys that this kind of request sets, such as <c>oss:Prefix</c>; not those that every request has.</summary>
    public IReadOnlyDictionary<string, string>? Conditions { get; init; }

    public bool IsSame(AccessDemand other) => Action == other.Action && Resource == other.Resource;
}

namespace FcCreds.Identity.Delivery;

/// <summary>Whom credentials are delivered to: a name for the journal, and the role session that it gets.</summary>
internal sealed record Consumer
{
    /// <summary>As the journal shows it, such as <c>uri:orders</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>acs:ram::acct:role/name</c>.</summary>
    public required string RoleArn { get; init; }

    public required string RoleSessionName { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Gets credentials of the upstream role, which work in the real cloud.</summary>
    public bool IsReal { get; init; }
}

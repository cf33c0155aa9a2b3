using FcCreds.Core.Journal;

namespace FcCreds.Server.Control.Why;

/// <summary>May they do this to that? Exactly one of role, user and policies says who.</summary>
internal sealed record SimulationOrder
{
    /// <summary>Name or ARN.</summary>
    public string? Role { get; init; }

    public string? User { get; init; }

    /// <summary>Documents of a user that has these and no others.</summary>
    public IReadOnlyList<string> Policies { get; init => field = value ?? []; } = [];

    public string? SessionPolicy { get; init; }

    /// <summary>A bucket policy in place of the bucket's own.</summary>
    public string? BucketPolicy { get; init; }

    /// <summary>Such as <c>oss:PutObject</c>.</summary>
    public required string Action { get; init; }

    /// <summary>ARN, or <c>oss://bucket/key</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>Condition keys of the request.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();
}

/// <summary>What the policies say. ACLs are not policies: they are not asked.</summary>
internal sealed record SimulationReport
{
    /// <summary><c>Allow</c> or <c>Deny</c>.</summary>
    public required string Decision { get; init; }

    public required string Principal { get; init; }

    public required string Action { get; init; }

    public required string Resource { get; init; }

    public required string Why { get; init; }

    public string? Decided { get; init; }

    public required IReadOnlyList<StatementTrace> Read { get; init; }

    public Remedy? Add { get; init; }

    public string? Advice { get; init; }
}

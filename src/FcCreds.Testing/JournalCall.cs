namespace FcCreds.Testing;

/// <summary>One call to a service, and how it was decided.</summary>
public sealed record JournalCall
{
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>oss</c>, <c>sts</c> or <c>fc</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Such as <c>PutObject</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>What RAM asks for it, such as <c>oss:PutObject</c>.</summary>
    public required string Action { get; init; }

    /// <summary><c>oss://bucket/key</c>, or a role's ARN.</summary>
    public required string Resource { get; init; }

    /// <summary>The caller's ARN.</summary>
    public required string Principal { get; init; }

    /// <summary>Of the temporary credentials; null for a long-term key.</summary>
    public string? SessionId { get; init; }

    /// <summary>The invocation it belongs to: whose own credentials signed it, or that ran on the instance whose credentials signed it.</summary>
    public string? InvocationId { get; init; }

    /// <summary>
    /// The invocation that had taken the place of <see cref="InvocationId"/> on the same instance when the call came: the handler kept
    /// credentials, or a client made of them, from one call to the next.
    /// </summary>
    public string? SupersededBy { get; init; }

    /// <summary>The instance whose variables had the credentials, if it had ended when the call came: they were kept elsewhere.</summary>
    public string? EndedInstance { get; init; }

    public required int Status { get; init; }

    /// <summary>The service's error code, such as <c>SecurityTokenExpired</c>.</summary>
    public string? Code { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The statement that decided.</summary>
    public string? Statement { get; init; }

    /// <summary>For a denial by policy: the statement to add.</summary>
    public string? Needed { get; init; }

    /// <summary>The caller was let in, whatever became of the call then.</summary>
    public required bool IsAllowed { get; init; }

    /// <summary>The caller was turned away: by a policy, or for its credentials.</summary>
    public required bool IsDenied { get; init; }

    /// <summary>Its temporary credentials were over, or those of an invocation before, or of an instance that had ended.</summary>
    public required bool IsStale { get; init; }

    /// <summary>The object's key; null for calls that name no object.</summary>
    public string? Key => Resource.StartsWith("oss://", StringComparison.Ordinal) && Resource.IndexOf('/', 6) is > 0 and var slash && slash + 1 < Resource.Length
        ? Resource[(slash + 1)..]
        : null;

    public override string ToString()
        => $"{Action} {Resource} by {Principal}: {(IsAllowed ? "allowed" : IsDenied ? "denied" : "undecided")}, {Status}{(Code is null ? "" : $" {Code}")}{(Needed is null ? "" : $"; needed: {Needed}")}{(SupersededBy is null ? "" : $"; with credentials of invocation {InvocationId} while {SupersededBy} had its instance")}{(EndedInstance is null ? "" : $"; with credentials of instance {EndedInstance}, which had ended")}";
}

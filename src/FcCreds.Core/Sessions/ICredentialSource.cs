using FcCreds.Core.Callers;

namespace FcCreds.Core.Sessions;

/// <summary>Role credentials for a cloud service that acts on a user's behalf, as FC does for a function.</summary>
internal interface ICredentialSource
{
    /// <summary>
    /// Assumes the role for the service if the role exists and trusts it. Not bound by MaxSessionDuration: FC's sessions live
    /// 36 hours whatever the role says.
    /// </summary>
    ValueTask<ServiceSession> AssumeForServiceAsync(ServiceSessionRequest request, CancellationToken ct);
}

internal sealed record ServiceSessionRequest
{
    /// <summary><c>acs:ram::acct:role/name</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The service principal, such as <c>fc.aliyuncs.com</c>.</summary>
    public required string Service { get; init; }

    public required string RoleSessionName { get; init; }

    public required TimeSpan Duration { get; init; }

    public required SessionScope Scope { get; init; }

    /// <summary>Journal links: what the credentials are for.</summary>
    public string? FunctionName { get; init; }

    public string? InvocationId { get; init; }

    public string? InstanceId { get; init; }
}

internal enum ServiceSessionRefusal { None, MalformedRoleArn, RoleNotFound, RoleDoesNotTrustService }

/// <summary>Credentials, or the reason why the role could not be assumed, with a sentence a person can act on.</summary>
internal sealed record ServiceSession(SessionCredentials? Credentials, ServiceSessionRefusal Refusal = ServiceSessionRefusal.None, string Reason = "")
{
    /// <summary>Who acts with the credentials, for a service that asks itself whether they may; null without credentials.</summary>
    public Caller? Caller { get; init; }
}

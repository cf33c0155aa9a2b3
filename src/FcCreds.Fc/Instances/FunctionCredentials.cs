using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc.Instances;

/// <summary>FC's own way to a function's credentials: it assumes the role itself, for 36 hours, whatever the role's limit says.</summary>
internal sealed class FunctionCredentials(ICredentialSource source, IJournal journal)
{
    public const string ServicePrincipal = "fc.aliyuncs.com";

    /// <summary>Also how long an instance may live.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromHours(36);

    /// <summary>For the environment of an instance; null where they are not wanted.</summary>
    public ValueTask<SessionCredentials?> ForInstanceAsync(FunctionDeclaration function, string instanceId, CancellationToken ct)
        => function.DisableInjectCredentials.HasFlag(CredentialChannels.Env) ? default : AssumeAsync(function, SessionScope.Instance, null, instanceId, ct);

    /// <summary>For the context or the headers of one call; null where the runtime has none or they are not wanted.</summary>
    public ValueTask<SessionCredentials?> ForCallAsync(FunctionDeclaration function, string requestId, CancellationToken ct)
        => FunctionRuntime.Find(function.Runtime) is not { GivesCredentialsPerCall: true } || function.DisableInjectCredentials.HasFlag(CredentialChannels.Request)
            ? default
            : AssumeAsync(function, SessionScope.Invocation, requestId, null, ct);

    /// <summary>Null for a function without a role.</summary>
    private async ValueTask<SessionCredentials?> AssumeAsync(FunctionDeclaration function, SessionScope scope, string? requestId, string? instanceId, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(function.RoleArn)) return null;
        var session = await source.AssumeForServiceAsync(
            new()
            {
                RoleArn = function.RoleArn,
                Service = ServicePrincipal,
                RoleSessionName = UnconfirmedRules.RoleSessionName(function.Name),
                Duration = Validity,
                Scope = scope,
                FunctionName = function.Name,
                InvocationId = requestId,
                InstanceId = instanceId,
            },
            ct);
        if (session.Credentials is { } credentials) return credentials;
        journal.Append(new HandlerMistake
        {
            Rule = HandlerMistake.RoleNotAssumable,
            Message = $"Function Compute cannot assume the role {function.RoleArn} of '{function.Name}'.",
            Advice = session.Reason,
            FunctionName = function.Name,
            RequestId = requestId,
            InvocationId = requestId,
            InstanceId = instanceId,
        });
        throw Refused(function, session);
    }

    private static ServiceException Refused(FunctionDeclaration function, ServiceSession session)
        => session.Refusal == ServiceSessionRefusal.MalformedRoleArn
            ? FcErrors.InvalidArgument.Saying($"role '{function.RoleArn}' of function '{function.Name}' is invalid: {session.Reason}")
            : FcErrors.AccessDenied.Saying($"{ServicePrincipal} cannot assume role '{function.RoleArn}' of function '{function.Name}': {session.Reason}");
}

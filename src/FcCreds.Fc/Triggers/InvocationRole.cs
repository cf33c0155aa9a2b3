using FcCreds.Core.Errors;
using FcCreds.Core.Policy;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Fc.Api;

namespace FcCreds.Fc.Triggers;

/// <summary>
/// The role by which an event source calls a function (Trigger.invocationRole): it must trust the source's service and may invoke the
/// function. A trigger without one calls as it is.
/// </summary>
internal sealed class InvocationRole(ICredentialSource source, Clocks clocks)
{
    private const string Action = "fc:InvokeFunction";

    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(1);

    /// <param name="trigger">Has the role.</param>
    /// <param name="function">To be called.</param>
    /// <param name="service">Who assumes the role, such as <c>oss.aliyuncs.com</c>.</param>
    /// <param name="sessionName">2 to 64 characters.</param>
    /// <param name="ct">Ends the question.</param>
    /// <exception cref="ServiceException">AccessDenied, with the statement that is missing.</exception>
    public async ValueTask CheckAsync(TriggerDeclaration trigger, FunctionDeclaration function, string service, string sessionName, CancellationToken ct)
    {
        if (trigger.InvocationRole is not { Length: > 0 } role) return;
        var session = await source.AssumeForServiceAsync(
            new() { RoleArn = role, Service = service, RoleSessionName = sessionName, Duration = SessionLength, Scope = SessionScope.Shared, FunctionName = function.Name }, ct);
        if (session.Caller is not { } caller) throw FcErrors.AccessDenied.Saying($"its invocation role cannot be assumed by {service}. {session.Reason}");
        var resource = trigger.Qualifier is "" or CataloguedFunction.Latest ? function.Arn : $"{function.Arn}/{trigger.Qualifier}";
        var conditions = new PolicyConditions([new("acs:CurrentTime", FcTime.Text(clocks.Wire.GetUtcNow()))]);
        var decision = PolicyEvaluator.Evaluate(new() { Caller = caller, Action = Action, Resource = resource, Conditions = conditions, ResourceOwner = function.AccountId });
        if (decision.IsAllowed) return;
        var advice = decision.Effect == PolicyEffect.ExplicitDeny ? $"{decision.Decided!.Name} denies it; change that statement." : $"Add the statement {decision.Needed} to its policies.";
        throw FcErrors.AccessDenied.Saying($"its invocation role {role} is not authorized to perform '{Action}' on resource '{resource}'. {advice}");
    }
}

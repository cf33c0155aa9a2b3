using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Time;
using FcCreds.Fc.Instances;

namespace FcCreds.Fc.Api;

/// <summary>May this caller do that? The account itself may do everything with what is its own.</summary>
internal sealed class FcAuthorizer(Clocks clocks)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="operation">The row.</param>
    /// <param name="request">For the conditions.</param>
    /// <param name="body">Settings, and what else is named there: a role to pass, an object to read.</param>
    /// <param name="record">Has the resource; takes what decided.</param>
    public void Authorize(Caller caller, FcOperation operation, WireRequest request, ReadOnlySpan<byte> body, FcCallRecord record)
    {
        if (caller.Kind == CallerKind.Account)
        {
            record.Statement = "owner";
            return;
        }
        var conditions = new PolicyConditions(
        [
            new("acs:SourceIp", request.SourceIp),
            new("acs:SecureTransport", request.IsSecure ? "true" : "false"),
            new("acs:CurrentTime", FcTime.Text(clocks.Wire.GetUtcNow())),
        ]);
        var own = FcConditionKeys.Of(operation.Name, body).ToArray();
        Demand(caller, operation.Action, record.Resource, conditions.And(own), own, record);
        if (operation.Passes is { } field && BodyFields.Text(body, field) is { Length: > 0 } role)
            Demand(caller, "ram:PassRole", role, conditions.And([new("acs:Service", FunctionCredentials.ServicePrincipal)]), [], record);
        if (operation.MaxBody == CodeInput.MaxBody && CodeInput.ObjectIn(body) is (var bucket, var key))
            Demand(caller, "oss:GetObject", $"acs:oss:*:{caller.AccountId}:{bucket}/{key}", conditions, [], record);
    }

    private void Demand(Caller caller, string action, string resource, PolicyConditions conditions, KeyValuePair<string, string>[] told, FcCallRecord record)
    {
        record.Demands.Add(new(action, resource));
        record.Decision = PolicyEvaluator.Evaluate(new() { Caller = caller, Action = action, Resource = resource, Conditions = conditions, ResourceOwner = caller.AccountId });
        record.Statement = record.Decision.Decided?.Name;
        if (record.Decision.IsAllowed) return;
        record.Refusal = RefusalTrace.Of(caller, record.Decision, clocks.Life.GetUtcNow());
        var with = told.Length == 0 ? "" : $" with condition '[{string.Join(' ', told.Select(key => $"{key.Key}={key.Value}"))}]'";
        throw FcErrors.AccessDenied.Saying($"the caller is not authorized to perform '{action}' on resource '{resource}'{with}");
    }
}

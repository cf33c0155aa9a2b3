using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Core.Policy;
using FcCreds.Core.Signing;
using FcCreds.Core.Time;
using FcCreds.Fc.Api;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary><c>function</c>: ACS3 or FC 2.0's signature, whose body is unsigned, and the permission to invoke the function.</summary>
internal sealed class SignatureGate(CallerResolver callers, Clocks clocks)
{
    private const string Action = "fc:InvokeFunction";

    public void Check(WireRequest request, HttpTriggerRecord record)
    {
        var reading = Read(request);
        if (reading.Signature is not { } signature) throw Unreadable(request, reading);
        var outcome = callers.Resolve(signature);
        if (outcome.Caller is not { } caller)
        {
            record.Refusal = RefusalTrace.Of(outcome);
            throw FcAuthenticator.Refused(outcome);
        }
        record.Caller = caller;
        Authorize(caller, record.Function!, request, record);
    }

    private static SignatureReading Read(WireRequest request)
        => request.Header("Authorization") is { } authorization && authorization.StartsWith("FC ", StringComparison.Ordinal)
            ? FcSignature.ReadTrigger(request)
            : Acs3Signature.ReadTrigger(request);

    /// <summary>400 without Date or Authorization; whatever else cannot be read cannot match either.</summary>
    private static ServiceException Unreadable(WireRequest request, SignatureReading reading) => reading.Fault switch
    {
        SignatureFault.None when request.Header("Date") is null && request.Header("x-acs-date") is null => Missing("Date"),
        SignatureFault.None => Missing("Authorization"),
        SignatureFault.MissingDate or SignatureFault.MissingParameter => Missing("Date"),
        SignatureFault.InvalidDate => FcErrors.InvalidArgument.Saying("the format of the HTTP header Date is invalid"),
        _ => FcErrors.SignatureNotMatch.With(),
    };

    private static ServiceException Missing(string header) => FcErrors.MissingRequiredHeader.Saying($"required HTTP header {header} was not specified");

    private void Authorize(Caller caller, FunctionDeclaration function, WireRequest request, HttpTriggerRecord record)
    {
        if (caller.Kind == CallerKind.Account && caller.AccountId == function.AccountId)
        {
            record.Statement = "owner";
            return;
        }
        var conditions = new PolicyConditions(
        [
            new("acs:SourceIp", request.SourceIp),
            new("acs:SecureTransport", request.IsSecure ? "true" : "false"),
            new("acs:CurrentTime", SignatureTime.Format(clocks.Wire.GetUtcNow(), SignatureTime.IsoExtended)),
        ]);
        record.Decision = PolicyEvaluator.Evaluate(new() { Caller = caller, Action = Action, Resource = function.Arn, Conditions = conditions, ResourceOwner = function.AccountId });
        record.Statement = record.Decision.Decided?.Name;
        if (record.Decision.IsAllowed) return;
        record.Refusal = RefusalTrace.Of(caller, record.Decision, clocks.Life.GetUtcNow());
        throw FcErrors.AccessDenied.Saying($"the caller is not authorized to perform '{Action}' on resource '{function.Arn}'");
    }
}

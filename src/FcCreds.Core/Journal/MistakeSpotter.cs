using FcCreds.Core.Callers;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;

namespace FcCreds.Core.Journal;

/// <summary>
/// Tells classic mistakes of handlers from the calls they make (docs/handler-mistakes.md). Each is told once for an invocation and what
/// it got wrong, however many calls it makes.
/// </summary>
internal sealed class MistakeSpotter
{
    private const int RememberedTellings = 16_384;
    private const int RememberedFunctions = 4096;

    private readonly RecentlyUsed<string, string> told = new(RememberedTellings);
    private readonly RecentlyUsed<string, string> regions = new(RememberedFunctions);

    /// <summary>What follows from an event that has been attributed. Called under the journal's lock.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="issued">When and for whom the credentials of a call were issued, if that is known.</param>
    public HandlerMistake? Of(JournalEvent happened, CredentialIssued? issued)
    {
        if (happened is InvocationStarted { FunctionName: { } function, Region: { } region }) regions.Set(function, region);
        return happened is ServiceCalled called ? Once(Stale(called, issued) ?? OfEndedInstance(called, issued) ?? MissingToken(called, issued) ?? Internal(called)) : null;
    }

    private static HandlerMistake? Stale(ServiceCalled called, CredentialIssued? issued) => called.SupersededBy is not { } current || issued is null ? null : new()
    {
        Rule = HandlerMistake.StaleCredentials,
        Message = $"{called.Operation} {called.Resource} was signed with the credentials of invocation {called.InvocationId}, issued {LengthText.Of(called.Time - issued.Time)} ago, while invocation {current} ran.",
        Advice = "A client made in one invocation (a global, a module, an initializer) keeps that one's credentials and fails when they end. Make it in the handler, or give its credentials anew in each call.",
        RequestId = called.RequestId,
        SessionId = called.SessionId,
        InvocationId = current,
        FunctionName = called.FunctionName,
        InstanceId = called.InstanceId,
    };

    private static HandlerMistake? OfEndedInstance(ServiceCalled called, CredentialIssued? issued) => called.EndedInstance is not { } instance || issued is null ? null : new()
    {
        Rule = HandlerMistake.StaleCredentials,
        Message = $"{called.Operation} {called.Resource} was signed with the credentials of instance {instance}, issued {LengthText.Of(called.Time - issued.Time)} ago, after that instance had ended{(called.LaterInstance is { } later ? $"; the function has instance {later} by now" : "")}.",
        Advice = "The credentials in an instance's variables are that instance's. Whoever gets them from it (a file, a cache, a queue, another program) fails when they end: read the variables where they are used.",
        RequestId = called.RequestId,
        SessionId = called.SessionId,
        FunctionName = called.FunctionName,
        InstanceId = instance,
    };

    private static HandlerMistake? MissingToken(ServiceCalled called, CredentialIssued? issued) => called.Refusal?.Verdict != nameof(CallerVerdict.MissingToken) || issued?.FunctionName is null ? null : new()
    {
        Rule = HandlerMistake.MissingToken,
        Message = $"{called.Operation} {called.Resource} was signed with the function's temporary access key, and without its security token.",
        Advice = "Pass the token too: oss2.StsAuth(key, secret, token) instead of oss2.Auth, stsToken for ali-oss. All three of the credentials belong together.",
        RequestId = called.RequestId,
        SessionId = issued.SessionId,
        InvocationId = called.InvocationId,
        FunctionName = called.FunctionName,
        InstanceId = called.InstanceId,
    };

    /// <summary>The cloud's internal endpoints answer within their region; here they answer everywhere.</summary>
    private HandlerMistake? Internal(ServiceCalled called)
    {
        if (called.InternalRegion is not { } region || called.FunctionName is not { } function) return null;
        if (regions.Find(function) is not { } own || own == region) return null;
        return new()
        {
            Rule = HandlerMistake.InternalEndpoint,
            Message = $"{called.Operation} {called.Resource} went to the internal endpoint of {region}, which functions in {own} do not reach in the cloud.",
            Advice = $"Use the bucket's public endpoint, oss-{region}.aliyuncs.com, or run the function in {region}.",
            RequestId = called.RequestId,
            SessionId = called.SessionId,
            InvocationId = called.InvocationId,
            FunctionName = function,
            InstanceId = called.InstanceId,
        };
    }

    private HandlerMistake? Once(HandlerMistake? mistake)
    {
        if (mistake is null) return null;
        var key = $"{mistake.Rule} {mistake.InvocationId} {mistake.SessionId}";
        if (told.Find(key) is not null) return null;
        told.Set(key, key);
        return mistake;
    }
}

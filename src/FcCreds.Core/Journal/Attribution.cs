using FcCreds.Core.Sessions;

namespace FcCreds.Core.Journal;

/// <summary>
/// Says which invocation a service call belongs to, from the session it was signed with: an invocation's own credentials name it; an
/// instance's credentials mean the invocation that ran there when the call came; shared ones only the function they were issued for.
/// </summary>
internal sealed class Attribution
{
    private const int RememberedSessions = 16_384;
    private const int RememberedKeys = 16_384;
    private const int RememberedInvocations = 16_384;
    private const int RememberedInstances = 4096;

    private readonly RecentlyUsed<string, CredentialIssued> sessions = new(RememberedSessions);
    private readonly RecentlyUsed<string, CredentialIssued> keys = new(RememberedKeys);
    private readonly RecentlyUsed<string, InstanceRun> invocations = new(RememberedInvocations);
    private readonly RecentlyUsed<string, InstanceRun> latest = new(RememberedInstances);
    private readonly RecentlyUsed<string, InstanceEnded> ended = new(RememberedInstances);

    /// <summary>The newest credentials of an instance of each function, by function and role.</summary>
    private readonly RecentlyUsed<string, CredentialIssued> newest = new(RememberedInstances);

    /// <summary>Learns from the event, which has its position, and completes it. Called under the journal's lock.</summary>
    public JournalEvent Attribute(JournalEvent happened)
    {
        switch (happened)
        {
            case CredentialIssued { SessionId: { } session } issued:
                sessions.Set(session, issued);
                keys.Set(issued.AccessKeyId, issued);
                if (issued is { Scope: "instance", FunctionName: not null }) newest.Set(KeyOf(issued), issued);
                return happened;
            case InvocationStarted { InstanceId: { } instance, InvocationId: { } invocation }:
                Begin(invocation, instance, happened.Sequence);
                return happened;
            case InvocationEnded { InvocationId: { } invocation }:
                if (invocations.Find(invocation) is { } over) over.EndedAt = happened.Sequence;
                return happened;
            case InstanceEnded { InstanceId: { } instance } gone:
                ended.Set(instance, gone);
                return happened;
            case ServiceCalled called when IssuedFor(called) is { } issued:
                return Attribute(called, issued);
            default:
                return happened;
        }
    }

    /// <summary>The credentials that a call was made with; of one without its token, as far as the access key tells.</summary>
    public CredentialIssued? IssuedFor(ServiceCalled called)
        => called.SessionId is { } session ? sessions.Find(session) : called.Refusal?.Who.AccessKeyId is { } key ? keys.Find(key) : null;

    private void Begin(string invocation, string instance, long position)
    {
        var before = latest.Find(instance);
        before?.ForgetPrevious();
        var run = new InstanceRun(invocation, instance, position, before);
        latest.Set(instance, run);
        invocations.Set(invocation, run);
    }

    private ServiceCalled Attribute(ServiceCalled called, CredentialIssued issued)
    {
        var arrived = called.ArrivedAfter ?? called.Sequence;
        var own = issued is { Scope: "invocation", InvocationId: { } minted } ? invocations.Find(minted) : null;
        var gone = issued is { Scope: "instance", InstanceId: { } instance } && !called.IsPresigned && ended.Find(instance) is { } end && end.Sequence <= arrived ? instance : null;
        return called with
        {
            EndedInstance = gone,
            LaterInstance = gone is not null && newest.Find(KeyOf(issued)) is { } later && later.InstanceId != gone ? later.InstanceId : null,
            FunctionName = called.FunctionName ?? issued.FunctionName,
            InstanceId = called.InstanceId ?? issued.InstanceId,
            InvocationId = called.InvocationId ?? InvocationOf(issued, arrived),
            SupersededBy = called.IsPresigned || own is null ? null : SuccessorOf(own, arrived)?.InvocationId,
        };
    }

    private static string KeyOf(CredentialIssued issued) => $"{issued.FunctionName} {issued.PrincipalArn}";

    private string? InvocationOf(CredentialIssued issued, long arrived) => issued.Scope switch
    {
        "invocation" => issued.InvocationId,
        "instance" when issued.InstanceId is { } instance && LatestBy(arrived, instance) is { } run && run.WasRunning(arrived) => run.InvocationId,
        _ => null,
    };

    /// <summary>The invocation that came after an ended one on its instance, up to a position.</summary>
    private InstanceRun? SuccessorOf(InstanceRun own, long position)
        => own.EndedAt <= position && LatestBy(position, own.InstanceId) is { } run && run.StartedAt > own.EndedAt ? run : null;

    private InstanceRun? LatestBy(long position, string instance)
    {
        var run = latest.Find(instance);
        while (run is not null && run.StartedAt > position) run = run.Previous;
        return run;
    }
}

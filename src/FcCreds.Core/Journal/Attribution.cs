using FcCreds.Core.Sessions;

namespace FcCreds.Core.Journal;

/// <summary>
/// Says which invocation a service call belongs to, from the session it was signed with: an invocation's own credentials name it; an
/// instance's credentials mean the invocation now running there; shared ones only the function they were issued for.
/// </summary>
internal sealed class Attribution
{
    private const int RememberedSessions = 16_384;
    private const int RememberedInstances = 4096;

    private readonly RecentlyUsed<string, CredentialIssued> sessions = new(RememberedSessions);
    private readonly RecentlyUsed<string, string> running = new(RememberedInstances);

    /// <summary>Learns from the event and completes it. Called under the journal's lock.</summary>
    public JournalEvent Attribute(JournalEvent happened)
    {
        switch (happened)
        {
            case CredentialIssued { SessionId: { } session } issued:
                sessions.Set(session, issued);
                return happened;
            case InvocationStarted { InstanceId: { } instance, InvocationId: { } invocation }:
                running.Set(instance, invocation);
                return happened;
            case InvocationEnded { InstanceId: { } instance, InvocationId: var invocation }:
                if (running.Find(instance) == invocation) running.Remove(instance);
                return happened;
            case ServiceCalled { SessionId: { } session } called when sessions.Find(session) is { } issued:
                return called with
                {
                    FunctionName = called.FunctionName ?? issued.FunctionName,
                    InstanceId = called.InstanceId ?? issued.InstanceId,
                    InvocationId = called.InvocationId ?? InvocationOf(issued),
                };
            default:
                return happened;
        }
    }

    private string? InvocationOf(CredentialIssued issued) => issued.Scope switch
    {
        "invocation" => issued.InvocationId,
        "instance" when issued.InstanceId is { } instance => running.Find(instance),
        _ => null,
    };
}

namespace FcCreds.Fc.Invocation;

/// <summary>How calls reach the process of an instance: it fetches them at the runtime API, or it is a web server and gets requests.</summary>
internal interface ICallChannel
{
    /// <summary>Hands over a call, which is marked as taken when the process has it and answered when it has answered.</summary>
    void Offer(PendingInvocation call);

    /// <summary>The call is over.</summary>
    void End(PendingInvocation call);

    /// <summary>No more calls; those that have no answer yet end as a process exit.</summary>
    void Close();
}

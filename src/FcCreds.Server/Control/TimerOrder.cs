namespace FcCreds.Server.Control;

/// <summary>Fires a timer trigger at once (<c>POST /_fccreds/timers/fire</c>), journaled as when it is due.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Trigger">Null for the function's only timer.</param>
/// <param name="Account">Null for the first account that has the function.</param>
internal sealed record TimerOrder(string Function, string? Trigger = null, string? Account = null)
{
    public const string Path = "/_fccreds/timers/fire";
}

/// <param name="Trigger">The timer that was fired.</param>
/// <param name="RequestId">Of the async invocation that was accepted.</param>
internal sealed record TimerReply(string Trigger, string RequestId);

namespace FcCreds.Core.Journal;

/// <summary>What <c>kind</c> says in JSON.</summary>
internal static class JournalKind
{
    public const string CredentialIssued = "credential-issued";
    public const string InvocationStarted = "invocation-started";
    public const string InvocationEnded = "invocation-ended";
    public const string HandlerPrinted = "handler-printed";
    public const string InstanceEnded = "instance-ended";
    public const string ServiceCalled = "service-called";
    public const string Mistake = "mistake";
    public const string Note = "note";

    public static readonly IReadOnlyList<string> All = [CredentialIssued, InvocationStarted, InvocationEnded, HandlerPrinted, InstanceEnded, ServiceCalled, Mistake, Note];

    public static string Of(JournalEvent one) => one switch
    {
        Core.Journal.CredentialIssued => CredentialIssued,
        Core.Journal.InvocationStarted => InvocationStarted,
        Core.Journal.InvocationEnded => InvocationEnded,
        Core.Journal.HandlerPrinted => HandlerPrinted,
        Core.Journal.InstanceEnded => InstanceEnded,
        Core.Journal.ServiceCalled => ServiceCalled,
        HandlerMistake => Mistake,
        _ => Note,
    };
}

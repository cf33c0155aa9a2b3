namespace FcCreds.Core.Journal;

/// <summary>What an event weighs in memory, about: the parts of it that others can make long.</summary>
internal static class JournalWeight
{
    /// <summary>Bytes of the object with the ids that every event has.</summary>
    private const int Bare = 512;

    private const int Statement = 256;

    public static long Of(JournalEvent one) => Bare + one switch
    {
        ServiceCalled called => 2 * (called.Resource.Length + (called.UserAgent?.Length ?? 0) + (called.Needed?.Length ?? 0) + called.Read.Sum(read => read.Length))
            + (Statement * ((called.Demands?.Count ?? 0) + (called.Refusal?.Read?.Count ?? 0))),
        HandlerPrinted printed => printed.Lines.Sum(line => 64L + (2 * line.Text.Length)),
        HandlerMistake mistake => 2 * (mistake.Message.Length + mistake.Advice.Length),
        JournalNote note => 2 * note.Message.Length,
        _ => 0,
    };
}

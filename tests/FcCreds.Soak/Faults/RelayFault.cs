namespace FcCreds.Soak.Faults;

/// <summary>What a relay does to a connection.</summary>
internal abstract record RelayFault
{
    /// <summary>Closes it at once, as a host does where nothing listens.</summary>
    public sealed record Down : RelayFault;

    /// <summary>Takes requests and never answers.</summary>
    public sealed record Silent : RelayFault;

    /// <summary>Answers the next request in the server's stead.</summary>
    public sealed record Answers(int Status, string Code) : RelayFault;

    /// <summary>Breaks off after so many bytes of answers.</summary>
    public sealed record CutAnswer(long Bytes) : RelayFault;

    /// <summary>Breaks off after so many bytes of requests.</summary>
    public sealed record CutRequest(long Bytes) : RelayFault;

    /// <summary>Passes a few kilobytes at a time, and waits so long in between.</summary>
    public sealed record Slow(TimeSpan Pause) : RelayFault;
}

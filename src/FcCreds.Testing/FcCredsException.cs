namespace FcCreds.Testing;

/// <summary>The server did not carry out what the test library asked of it.</summary>
public sealed class FcCredsException(string message) : Exception(message)
{
    /// <summary>The service's own code, such as <c>NoSuchKey</c>; null when the server gave none.</summary>
    public string? Code { get; init; }

    /// <summary>HTTP status; 0 when no answer came.</summary>
    public int Status { get; init; }
}

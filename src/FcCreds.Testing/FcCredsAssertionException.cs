namespace FcCreds.Testing;

/// <summary>The journal does not show what a test claims; the message has what it shows instead.</summary>
public sealed class FcCredsAssertionException(string message) : Exception(message);

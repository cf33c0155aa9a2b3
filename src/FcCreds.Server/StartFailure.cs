namespace FcCreds.Server;

/// <summary>Why the server cannot start, in one sentence that a person can act on.</summary>
internal sealed class StartFailure(string message) : Exception(message);

namespace FcCreds.Storage;

/// <summary>A store cannot be opened; the message is one sentence for whoever configured it.</summary>
internal sealed class StoreUnavailableException(string message, Exception cause) : Exception(message, cause);

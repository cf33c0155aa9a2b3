namespace FcCreds.Storage;

/// <summary>A store cannot be opened or asked at the moment; the message is one sentence for whoever runs the server, not for its clients.</summary>
internal sealed class StoreUnavailableException(string message, Exception cause) : Exception(message, cause);

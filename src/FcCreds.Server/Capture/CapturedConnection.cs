namespace FcCreds.Server.Capture;

/// <summary>Marks a connection that came through CONNECT or TLS: what the client thinks it is talking to.</summary>
internal sealed record CapturedConnection(string Host, bool IsSecure);

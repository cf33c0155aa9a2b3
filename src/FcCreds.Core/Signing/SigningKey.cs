using FcCreds.Core.Callers;
using FcCreds.Core.Sessions;

namespace FcCreds.Core.Signing;

/// <summary>What a client signs with: a long-term key, or a session's triple.</summary>
internal sealed record SigningKey(string AccessKeyId, Secret AccessKeySecret, Secret? SecurityToken = null)
{
    public static SigningKey Of(SessionCredentials session) => new(session.AccessKeyId, session.AccessKeySecret, session.SecurityToken);
}

using System.Globalization;
using FcCreds.Core.Time;

namespace FcCreds.Core.Callers;

/// <summary>Says in plain words what is wrong with somebody's credentials, and what usually is the cause.</summary>
internal static class CredentialFault
{
    public static (string Reason, string Advice) Describe(CallerOutcome outcome) => outcome.Verdict switch
    {
        CallerVerdict.UnknownAccessKey => (
            $"No account here knows the access key {outcome.Signature.AccessKeyId}.",
            "Is it a key of the real cloud, or of another emulator's configuration? Declare it under 'users' of fccreds.yaml, or use temporary credentials of a role."),
        CallerVerdict.InactiveAccessKey => (
            $"The access key {outcome.Signature.AccessKeyId} is Inactive.",
            "Activate it (UpdateAccessKey), or let the client use the user's other key."),
        CallerVerdict.MissingToken => (
            "A temporary access key (STS.…) was sent without its security token.",
            "Pass all three to the client: access key id, access key secret and security token. Clients often drop the third."),
        CallerVerdict.TokenWithLongTermKey => (
            "A security token was sent along with a long-term access key, which has none.",
            "Some of the three credential variables come from elsewhere: look for leftovers in the environment or in a profile."),
        CallerVerdict.MalformedToken => (
            "The security token cannot be opened: it is cut short, altered, or was issued elsewhere.",
            "Tokens of the real cloud or of another data folder (another sealing key ring) do not open here. Get new credentials from this server."),
        CallerVerdict.TokenOfAnotherKey => (
            $"The security token belongs to another access key than {outcome.Signature.AccessKeyId}.",
            "Key, secret and token were mixed from two sets of credentials: replace all three at once when they are refreshed."),
        CallerVerdict.ExpiredToken when outcome.Claims is { } claims && outcome.LifeTime >= claims.ExpiresAt => (
            $"The security token expired {LengthText.OfWholeSeconds((outcome.LifeTime - claims.ExpiresAt).TotalSeconds)} before the request; it was issued to live {LengthText.OfWholeSeconds((claims.ExpiresAt - claims.IssuedAt).TotalSeconds)}.",
            "Refresh credentials before they end; a client made once at import time keeps the first ones for ever."),
        CallerVerdict.ExpiredToken => (
            "The session was expired by order, before its own end.",
            "Get new credentials; the client should do so when it sees this error."),
        CallerVerdict.RevokedToken => (
            $"The session of {outcome.Claims?.RoleName} was revoked, or its role was deleted or created again since the token was issued.",
            "Assume the role again. Tokens of a deleted role stay dead, even when a role of its name is created."),
        CallerVerdict.SkewedClock => (
            $"The request was signed at {Time(outcome.Signature.SignedAt)}, and the server's clock says {Time(outcome.ServerTime)}: more than 15 minutes apart.",
            "Set the client's clock, or let the SDK correct itself by the server's Date."),
        CallerVerdict.SignatureExpired => (
            $"The presigned URL ended at {Time(outcome.Signature.ValidUntil)}; the server's clock says {Time(outcome.ServerTime)}.",
            "Sign a new URL. A URL also dies with the temporary credentials that signed it."),
        CallerVerdict.SignatureNotYetValid => (
            $"The presigned URL begins at {Time(outcome.Signature.ValidFrom)}; the server's clock says {Time(outcome.ServerTime)}.",
            "The clock of whoever signed it is ahead."),
        _ => (
            "The signature does not match the request.",
            "Either the secret is not the one of this access key, or something changed the request after it was signed (a proxy, an encoded path, an added header). Compare StringToSign of the error body with the client's."),
    };

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "an unknown time";
}

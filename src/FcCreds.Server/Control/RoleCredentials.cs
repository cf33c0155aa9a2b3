using FcCreds.Core.Callers;
using FcCreds.Core.Errors;
using FcCreds.Core.Sessions;
using FcCreds.Identity.Ram;
using FcCreds.Server.Capture;
using FcCreds.Server.Configuration;

namespace FcCreds.Server.Control;

/// <summary>
/// Role credentials for whoever may use this machine's tool. The trust policy is not asked: it says which service or user may
/// assume the role, and here that is the person who declared it.
/// </summary>
internal sealed class RoleCredentials(FcCredsConfiguration configuration, IPrincipalDirectory directory, SessionIssuer issuer, Func<IReadOnlyDictionary<string, string>> capture)
{
    public const string NoSuchRole = "EntityNotExist.Role";

    private static readonly ServiceError EntityNotExistRole = new(NoSuchRole, 404, "The role does not exist.");
    public static readonly ServiceError InvalidParameter = new("InvalidParameter", 400, "The request is invalid.");
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(36);

    public CredentialReply Issue(CredentialOrder order)
    {
        var duration = DurationOf(order);
        var arn = RoleNames.Arn(order.Role, configuration.AccountId);
        var role = (RoleArn.TryParse(arn, out var parsed) ? directory.FindRole(parsed.AccountId, parsed.RoleName) : null)
            ?? throw EntityNotExistRole.Saying($"There is no role {arn}.");
        var session = issuer.Issue(new()
        {
            Role = role,
            RoleSessionName = order.RoleSessionName ?? "fccreds",
            Duration = duration,
            Scope = SessionScope.Shared,
            IssuedTo = "fccreds",
        });
        return new()
        {
            AccessKeyId = session.AccessKeyId,
            AccessKeySecret = session.AccessKeySecret.Value,
            SecurityToken = session.SecurityToken.Value,
            Expiration = session.Expiration.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            PrincipalArn = session.Claims.PrincipalArn,
            Region = configuration.Region,
            Capture = capture(),
            Removed = CaptureEnvironment.Removed,
        };
    }

    /// <summary>How long the sessions of an order live.</summary>
    public static TimeSpan DurationOf(CredentialOrder order)
    {
        var duration = order.DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Usual;
        return duration >= TimeSpan.FromSeconds(1) && duration <= Longest
            ? duration
            : throw InvalidParameter.Saying($"The duration is between 1 and {Longest.TotalSeconds} seconds.");
    }
}

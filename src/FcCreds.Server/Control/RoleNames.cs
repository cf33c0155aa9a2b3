using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration;

namespace FcCreds.Server.Control;

/// <summary>Roles as people type them.</summary>
internal static class RoleNames
{
    /// <summary>An ARN stands for itself, a name for the account's role, nothing for the default role.</summary>
    public static string Arn(string? role, string accountId)
        => role?.StartsWith("acs:", StringComparison.Ordinal) == true ? role : new RoleArn(accountId, role ?? FcCredsConfiguration.DefaultRoleName).ToString();
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FcCreds.Core.Policy;

namespace FcCreds.Identity.Ram.Seeding;

/// <summary>
/// What a declaration says, in a few characters: tells at the next start whether it has changed. Secrets are left out, for a short one
/// could be guessed from its hash; they are compared themselves.
/// </summary>
internal static class Fingerprint
{
    private const int Length = 16;

    public static string Of(UserDeclaration user) => Hash(
        [user.UserName, user.DisplayName, user.Comments, .. user.AccessKeys.SelectMany(key => new[] { key.AccessKeyId, key.IsActive.ToString() }), "groups", .. user.Groups, .. Of(user.Policies)]);

    public static string Of(GroupDeclaration group) => Hash([group.GroupName, group.Comments, .. Of(group.Policies)]);

    public static string Of(RoleDeclaration role)
        => Hash([role.RoleName, role.Description, role.Trust.Json, role.MaxSessionDuration.TotalSeconds.ToString(CultureInfo.InvariantCulture), .. Of(role.Policies)]);

    public static string Of(PolicyDeclaration policy) => Hash([policy.PolicyName, policy.Description, policy.Document.Json]);

    public static string Of(OidcProviderDeclaration provider) => Hash(
        [provider.OidcProviderName, provider.IssuerUrl, provider.Description, provider.IssuanceLimitTime.ToString(CultureInfo.InvariantCulture), provider.Jwks ?? "", "clients", .. provider.ClientIds, "fingerprints", .. provider.Fingerprints, .. provider.IsLocal ? ["local"] : Array.Empty<string>()]);

    public static string Of(SamlProviderDeclaration provider) => Hash([provider.SamlProviderName, provider.MetadataDocument, provider.Description]);

    private static IEnumerable<string> Of(IEnumerable<AttachedPolicy> policies)
        => policies.SelectMany(policy => new[] { policy.PolicyType, policy.PolicyName, policy.PolicyType == "Inline" ? policy.Document.Json : "" });

    private static string Hash(IEnumerable<string> parts)
    {
        // Each with its length, so that no two declarations run together into one text.
        var text = string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
    }
}

using FcCreds.Identity.Ram;
using FcCreds.Identity.Ram.Records;
using YamlDotNet.RepresentationModel;
using static FcCreds.Server.Configuration.Export.YamlWriter;

namespace FcCreds.Server.Configuration.Export;

/// <summary>
/// What RAM holds of an account, as <c>fccreds.yaml</c> declares it. A policy is its version in force; login profiles, MFA devices, tags
/// and account settings have no place there.
/// </summary>
internal sealed class AccountExport(AccountRecord account, AccessKeyDeclaration? root, bool withSecrets)
{
    public YamlMappingNode ToYaml(string? region) => Map(
        ("account", new YamlScalarNode(account.AccountId) { Style = YamlDotNet.Core.ScalarStyle.DoubleQuoted }),
        ("region", region is null ? null : Text(region)),
        ("rootAccessKey", withSecrets && root is not null ? Key(root.AccessKeyId, root.AccessKeySecret.Value, root.IsActive) : null),
        ("users", List(account.Users.Values.Select(User))),
        ("groups", List(account.Groups.Values.Select(Group))),
        ("roles", List(account.Roles.Values.Select(Role))),
        ("policies", List(account.Policies.Values.Select(CustomPolicy))),
        ("oidcProviders", List(account.OidcProviders.Values.Select(Provider))),
        ("samlProviders", List(account.SamlProviders.Values.Select(Provider))));

    private YamlNode User(UserRecord user) => Map(
        ("name", Text(user.UserName)),
        ("displayName", user.DisplayName == user.UserName ? null : TextOrNone(user.DisplayName)),
        ("comments", TextOrNone(user.Comments)),
        // A declared key needs its secret, so without secrets there are no keys.
        ("accessKeys", withSecrets ? List(user.AccessKeys.Where(key => key.AccessKeySecret.IsOpen).Select(key => Key(key.AccessKeyId, key.AccessKeySecret.Opened.Value, key.IsActive))) : null),
        ("groups", List(user.Groups.Select(membership => Text(membership.GroupName)))),
        ("policies", Policies(user)));

    private static YamlNode Group(GroupRecord group) => Map(("name", Text(group.GroupName)), ("comments", TextOrNone(group.Comments)), ("policies", Policies(group)));

    private static YamlNode Role(RoleRecord role) => Map(
        ("name", Text(role.RoleName)),
        ("description", TextOrNone(role.Description)),
        ("trust", Policy(role.AssumeRolePolicyDocument)),
        ("maxSessionDuration", role.MaxSessionDuration == 3600 ? null : Number(role.MaxSessionDuration)),
        ("policies", Policies(role)));

    private static YamlNode CustomPolicy(PolicyRecord policy) => Map(
        ("name", Text(policy.PolicyName)), ("description", TextOrNone(policy.Description)), ("document", Policy(policy.InForce.PolicyDocument)));

    private static YamlNode Provider(OidcProvider provider) => Map(
        ("name", Text(provider.OidcProviderName)),
        ("description", TextOrNone(provider.Description)),
        ("issuer", Text(provider.IssuerUrl)),
        ("clientIds", List(provider.ClientIds.Select(Text))),
        ("fingerprints", List(provider.Fingerprints.Select(Text))),
        ("issuanceLimitTime", provider.IssuanceLimitTime == 12 ? null : Number(provider.IssuanceLimitTime)),
        ("jwks", provider.Jwks is { } jwks ? Text(jwks) : null),
        ("local", provider.IsLocal ? new YamlScalarNode("true") : null));

    private static YamlNode Provider(SamlProvider provider) => Map(
        ("name", Text(provider.SamlProviderName)), ("description", TextOrNone(provider.Description)), ("metadata", Text(provider.MetadataDocument)));

    private static YamlSequenceNode Policies(PrincipalRecord principal)
        => List(principal.Policies.Select(link => link.Document is { } document ? Policy(document) : Text(link.PolicyName)));

    private static YamlMappingNode Key(string id, string secret, bool isActive)
        => Map(("id", Text(id)), ("secret", Text(secret)), ("status", isActive ? null : Text("Inactive")));
}

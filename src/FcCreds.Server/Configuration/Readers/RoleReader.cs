using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>roles</c>.</summary>
internal sealed class RoleReader(PolicyReader policies, Problems problems)
{
    public IReadOnlyList<RoleDeclaration> Read(IReadOnlyList<YamlValue> items)
    {
        List<RoleDeclaration> roles = [];
        foreach (var item in items)
        {
            if (Section.Open(item, "a role", ConfigurationKeys.Role, problems) is not { } section) continue;
            var name = section.RequiredText("name");
            var seconds = section.Integer("maxSessionDuration", 3600, 43200, "seconds") ?? 3600;
            var trust = Trust(section.Find("trust"));
            var attached = policies.Attached(section.Items("policies"));
            if (name is null) continue;
            if (!RoleArn.IsRoleName(name)) problems.Error(section.At("name"), $"'{name}' is no role name: up to 64 letters, digits, '.', '-' and '_'.");
            if (roles.Any(role => role.RoleName.Equals(name, StringComparison.OrdinalIgnoreCase))) problems.Error(section.At("name"), $"The role '{name}' is declared twice (role names compare without case).");
            roles.Add(new()
            {
                RoleName = name,
                // A role whose trust is wrong still counts as declared; the configuration is refused anyway.
                Trust = trust ?? TrustPolicies.ForFunctionCompute,
                Policies = attached,
                MaxSessionDuration = TimeSpan.FromSeconds(seconds),
                Description = section.Text("description") ?? "",
            });
        }
        return roles;
    }

    /// <summary>A trust document, or the services and principals trusted; FC when left out.</summary>
    private PolicyDocument? Trust(YamlValue? value) => value switch
    {
        null => TrustPolicies.ForFunctionCompute,
        YamlMap => policies.Document(value, PolicyKind.Trust),
        YamlText text when PolicyReader.IsJson(text) => policies.Document(value, PolicyKind.Trust),
        YamlText text => Trusting([text]),
        YamlList list => Trusting(list.Items),
        _ => null,
    };

    private PolicyDocument? Trusting(IReadOnlyList<YamlValue> items)
    {
        List<string> services = [];
        List<string> arns = [];
        List<string> providers = [];
        foreach (var item in items)
        {
            if (item is YamlText { Value: var name } && name.EndsWith(".aliyuncs.com", StringComparison.Ordinal) && Uri.CheckHostName(name) == UriHostNameType.Dns)
                services.Add(name);
            else if (item is YamlText { Value: var arn } && IsPrincipalArn(arn))
                arns.Add(arn);
            else if (item is YamlText { Value: var provider } && IsProviderArn(provider))
                providers.Add(provider);
            else
                problems.Error(item.At, $"'trust' names a service such as {TrustPolicies.FunctionCompute}, a principal such as acs:ram::{AccountIds.Default}:root (:user/name, :role/name, :oidc-provider/name, :saml-provider/name), a list of these, or a trust policy; this is {(item is YamlText wrong ? $"'{wrong.Value}'" : item.Kind)}.");
        }
        return services.Count + arns.Count + providers.Count == 0 ? null : TrustPolicies.For(services, arns, providers);
    }

    private static bool IsPrincipalArn(string text)
    {
        if (text.Split(':') is not ["acs", "ram", "", var account, var relative] || !AccountIds.IsValid(account)) return false;
        var name = relative.StartsWith("role/", StringComparison.Ordinal) || relative.StartsWith("user/", StringComparison.Ordinal) ? relative[5..] : null;
        return relative == "root" || (name is { Length: > 0 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@'));
    }

    private static bool IsProviderArn(string text)
        => text.Split(':') is ["acs", "ram", "", var account, var relative] && AccountIds.IsValid(account)
            && relative.Split('/') is ["oidc-provider" or "saml-provider", { Length: > 0 } name] && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}

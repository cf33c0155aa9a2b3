using FcCreds.Core.Policy;
using FcCreds.Fc.Instances;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Fc.Triggers.Timer;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.ServerlessDevs;

/// <summary>
/// Roles that a file of another tool names, by name or ARN. Roles stand in our first account whatever account the ARN says: that one is
/// in the cloud. One that nobody declares is made, unless roles are strict.
/// </summary>
internal sealed class NamedRoles(ConfigurationRequest request, Problems problems)
{
    /// <summary>The role of a function; null when it has none, or names none that could be.</summary>
    public FcCredsConfiguration OfFunction(Section section, string functionName, FcCredsConfiguration configuration, out string? roleArn)
    {
        roleArn = null;
        if (section.Text("role") is { } written)
        {
            return Find(written, section.At("role"), configuration, name => FcCredsConfiguration.OssRole(name, "Named by s.yaml"), (name, arn)
                => $"No role '{name}' is declared, so '{functionName}' runs as {arn} with full OSS access. Declare it under 'roles' of fccreds.yaml to try its real policies.", out roleArn);
        }
        problems.Warn(section.Start, $"The function '{functionName}' names no role: it runs without credentials, as in FC.");
        return configuration;
    }

    /// <summary>The roles by which event sources call a function, in the triggers as they are to be declared.</summary>
    public FcCredsConfiguration OfTriggers(Section section, ref IReadOnlyList<TriggerDeclaration> triggers, FcCredsConfiguration configuration)
    {
        var named = new List<TriggerDeclaration>();
        foreach (var trigger in triggers)
        {
            if (trigger.InvocationRole is not { Length: > 0 } written || ServiceOf(trigger) is not { } service)
            {
                named.Add(trigger);
                continue;
            }
            configuration = Find(written, section.At("triggers"), configuration, name => Invoking(name, service), (name, arn)
                => $"No role '{name}' is declared, so the trigger '{trigger.TriggerName}' calls as {arn}, which {service} may assume and which may invoke functions. Declare it under 'roles' of fccreds.yaml to try its real policies.", out var arn);
            named.Add(trigger with { InvocationRole = arn });
        }
        triggers = named;
        return configuration;
    }

    private FcCredsConfiguration Find(string written, SourceLocation at, FcCredsConfiguration configuration, Func<string, RoleDeclaration> make, Func<string, string, string> tell, out string? roleArn)
    {
        roleArn = null;
        var name = RoleArn.TryParse(written, out var arn) ? arn.RoleName : written;
        if (!RoleArn.IsRoleName(name))
        {
            problems.Error(at, $"'{written}' is neither a role name nor a role ARN such as {new RoleArn(configuration.AccountId, "name")}.");
            return configuration;
        }

        var declared = configuration.Accounts[0].Roles.FirstOrDefault(role => role.RoleName.Equals(name, StringComparison.OrdinalIgnoreCase));
        roleArn = new RoleArn(configuration.AccountId, declared?.RoleName ?? name).ToString();
        if (declared is not null) return configuration;
        if (request.StrictRoles)
        {
            problems.Error(at, $"No role '{name}' is declared under 'roles' of fccreds.yaml{Suggestion.For(name, configuration.Accounts[0].Roles.Select(role => role.RoleName))}");
            return configuration;
        }

        problems.Warn(at, tell(name, roleArn));
        return configuration.WithRole(make(name));
    }

    /// <summary>Who calls through triggers of a kind; null for one that is not served.</summary>
    private static string? ServiceOf(TriggerDeclaration trigger) => trigger.TriggerType switch
    {
        OssTrigger.Type => OssTriggers.Service,
        TimerSettings.Type => FunctionCredentials.ServicePrincipal,
        _ => null,
    };

    private static RoleDeclaration Invoking(string roleName, string service) => new()
    {
        RoleName = roleName,
        Description = "Named by s.yaml",
        Trust = TrustPolicies.For([service], []),
        Policies = [SystemPolicies.Find("AliyunFCInvocationAccess")!],
    };
}

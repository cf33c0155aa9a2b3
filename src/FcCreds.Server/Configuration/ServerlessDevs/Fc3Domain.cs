using FcCreds.Server.Configuration.Readers;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.ServerlessDevs;

/// <summary>The <c>props</c> of one fc3-domain resource: a custom domain.</summary>
internal sealed class Fc3Domain(Problems problems)
{
    public const string Component = "fc3-domain";

    public FcCredsConfiguration Read(YamlValue props, FcCredsConfiguration configuration)
    {
        // Serverless Devs asks a service of its own for such a name; nobody could guess it here.
        if (props is YamlMap map && map.Entries.FirstOrDefault(entry => entry.Key.Value == "domainName")?.Value is YamlText { Value: "auto" } auto)
        {
            problems.Warn(auto.At, "'domainName: auto' has no name here; the domain is ignored. Call the function by its trigger's address.");
            return configuration;
        }
        if (CustomDomainReader.Read(props, configuration.AccountId, ["region"], problems) is not { } domain) return configuration;
        if (configuration.CustomDomains.Any(one => one.DomainName == domain.DomainName))
        {
            problems.Warn(YamlPath.Locate(props, "domainName"), $"The domain '{domain.DomainName}' is declared already; this one is ignored.");
            return configuration;
        }
        return configuration with { CustomDomains = [.. configuration.CustomDomains, domain] };
    }
}

using FcCreds.Fc.Domains;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>customDomains</c>. Names are unique across all accounts; routes lead to functions of the domain's own.</summary>
internal sealed class CustomDomainReader(FunctionReader functions, Problems problems)
{
    private static readonly string[] CloudOnly = ["certConfig", "tlsConfig", "wafConfig"];

    private readonly List<CustomDomain> domains = [];

    public IReadOnlyList<CustomDomain> Domains => domains;

    public void Read(IReadOnlyList<YamlValue> items, string accountId)
    {
        foreach (var item in items)
        {
            if (Read(item, accountId, [], problems) is not { } domain) continue;
            if (domains.Exists(one => one.DomainName == domain.DomainName)) problems.Error(YamlPath.Locate(item, "domainName"), $"The domain '{domain.DomainName}' is declared twice.");
            foreach (var (route, at) in domain.Routes.Select((route, at) => (route, YamlPath.Locate(item, $"routeConfig.routes[{at + 1}].functionName")))) CheckFunction(route, accountId, at);
            domains.Add(domain);
        }
    }

    /// <summary>Null when there is a mistake in it, which is told.</summary>
    public static CustomDomain? Read(YamlValue item, string accountId, IReadOnlyList<string> moreKeys, Problems problems)
    {
        List<SettingsProblem> found = [];
        var domain = CustomDomain.Read(YamlJson.OfSettings(item), accountId, found, moreKeys);
        foreach (var (path, message) in found) problems.Error(YamlPath.Locate(item, path), message);
        foreach (var key in (item as YamlMap)?.Entries.Select(entry => entry.Key).Where(key => CloudOnly.Contains(key.Value)) ?? [])
            problems.Warn(key.At, $"'{key.Value}' is for the cloud; here TLS is the local authority's.");
        return found.Count == 0 ? domain : null;
    }

    private void CheckFunction(DomainRoute route, string accountId, SourceLocation at)
    {
        var own = functions.Functions.Where(function => function.AccountId == accountId).ToArray();
        var function = own.FirstOrDefault(one => one.Name == route.FunctionName);
        if (function is null) problems.Error(at, $"No function '{route.FunctionName}' is declared in account {accountId}{Suggestion.For(route.FunctionName, own.Select(one => one.Name))}");
        else if (!function.Triggers.Any(trigger => trigger.TriggerType == HttpTrigger.Type && trigger.Qualifier == route.Qualifier)) problems.Warn(at, $"The function '{route.FunctionName}' has no http trigger for {route.Qualifier}: requests are answered with TriggerNotFound.");
    }
}

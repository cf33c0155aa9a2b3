using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>oidcProviders</c> and <c>samlProviders</c>.</summary>
internal sealed class ProviderReader(Problems problems)
{
    private const int UsualLimit = 12;
    private const int LongestLimit = 168;

    public IReadOnlyList<OidcProviderDeclaration> Oidc(IReadOnlyList<YamlValue> items)
    {
        List<OidcProviderDeclaration> providers = [];
        foreach (var item in items)
        {
            if (Section.Open(item, "an OIDC provider", ConfigurationKeys.OidcProvider, problems) is not { } section) continue;
            var (name, issuer) = (Name(section, providers.Select(one => one.OidcProviderName)), section.RequiredText("issuer"));
            if (issuer is not null && !issuer.StartsWith("https://", StringComparison.Ordinal)) problems.Error(section.At("issuer"), $"An issuer begins with https://; this is '{issuer}'.");
            var (jwks, isLocal) = (section.Text("jwks"), section.Boolean("local") ?? false);
            if (jwks is not null && isLocal) problems.Error(section.At("jwks"), "A provider whose tokens are signed here (local: true) has this server's keys; leave 'jwks' out.");
            if (name is null || issuer is null) continue;
            providers.Add(new()
            {
                OidcProviderName = name,
                IssuerUrl = issuer,
                ClientIds = Texts(section, "clientIds"),
                Fingerprints = Texts(section, "fingerprints"),
                Description = section.Text("description") ?? "",
                IssuanceLimitTime = section.Integer("issuanceLimitTime", 1, LongestLimit, "hours") ?? UsualLimit,
                Jwks = jwks,
                IsLocal = isLocal,
            });
        }
        return providers;
    }

    public IReadOnlyList<SamlProviderDeclaration> Saml(IReadOnlyList<YamlValue> items)
    {
        List<SamlProviderDeclaration> providers = [];
        foreach (var item in items)
        {
            if (Section.Open(item, "a SAML provider", ConfigurationKeys.SamlProvider, problems) is not { } section) continue;
            var (name, metadata) = (Name(section, providers.Select(one => one.SamlProviderName)), section.RequiredText("metadata"));
            if (name is not null && metadata is not null) providers.Add(new(name, metadata, section.Text("description") ?? ""));
        }
        return providers;
    }

    private string? Name(Section section, IEnumerable<string> taken)
    {
        if (section.RequiredText("name") is not { } name) return null;
        if (name.Length > 128 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            problems.Error(section.At("name"), $"'{name}' is no provider name: up to 128 letters, digits, '.', '-' and '_'.");
        if (taken.Contains(name, RamNames.Comparer)) problems.Error(section.At("name"), $"The provider '{name}' is declared twice.");
        return name;
    }

    private List<string> Texts(Section section, string key)
    {
        List<string> texts = [];
        foreach (var item in section.Items(key))
        {
            if (item is YamlText text) texts.Add(text.Value);
            else problems.Error(item.At, $"'{key}' is a list of texts.");
        }
        return texts;
    }
}

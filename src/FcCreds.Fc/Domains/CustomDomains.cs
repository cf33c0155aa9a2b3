using System.Collections.Concurrent;

namespace FcCreds.Fc.Domains;

/// <summary>The custom domains that there are, by name. They come and go while the server runs.</summary>
internal sealed class CustomDomains
{
    private readonly ConcurrentDictionary<string, CustomDomain> domains = new(StringComparer.Ordinal);

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyList<CustomDomain> All => [.. domains.Values.OrderBy(domain => domain.DomainName, StringComparer.Ordinal)];

    /// <summary>Adds a domain or replaces the one of that name.</summary>
    public void Declare(CustomDomain domain) => domains[domain.DomainName] = domain;

    public bool Remove(string domainName) => domains.TryRemove(domainName, out _);

    /// <summary>Every domain of an account that is gone.</summary>
    public void RemoveOf(string accountId)
    {
        foreach (var (name, domain) in domains)
        {
            if (domain.AccountId == accountId) domains.TryRemove(name, out _);
        }
    }

    /// <summary>The domain that a Host header means: by its name, or by a wildcard.</summary>
    public CustomDomain? Find(string host)
    {
        if (domains.IsEmpty) return null;
        foreach (var name in CustomDomainName.Candidates(host))
        {
            if (domains.TryGetValue(name, out var domain)) return domain;
        }
        return null;
    }
}

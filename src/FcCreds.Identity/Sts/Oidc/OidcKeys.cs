using System.Collections.Concurrent;
using FcCreds.Core.Time;
using FcCreds.Identity.Delivery.Oidc;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Ram.Records;
using Microsoft.IdentityModel.Tokens;

namespace FcCreds.Identity.Sts.Oidc;

/// <summary>The public keys of identity providers: our own, as the configuration gives them, or fetched from the issuer and kept for ten minutes.</summary>
internal sealed class OidcKeys(Clocks clocks, OidcIssuer? own = null)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>A key id nobody knows makes us look again, for issuers rotate their keys; but strangers can make up key ids.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly OidcDiscovery discovery = new(clocks.Monotonic);
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>The provider of an ARN, declared or ours; null when there is none.</summary>
    public OidcProvider? Find(RamDirectory directory, string arn)
    {
        if (arn.Split(':') is not ["acs", "ram", "", var id, var relative] || !relative.StartsWith("oidc-provider/", StringComparison.Ordinal)) return null;
        if (directory.Find(id) is not { } account) return null;
        var name = relative["oidc-provider/".Length..];
        return own is null ? account.OidcProviders.GetValueOrDefault(name) : own.Find(account, name);
    }

    public async ValueTask<IEnumerable<SecurityKey>> FindAsync(OidcProvider provider, string? keyId, CancellationToken ct)
    {
        if (own?.IsIssuerOf(provider) == true) return own.Keys;
        if (provider.Jwks is { } configured) return OidcDiscovery.ReadKeys(configured) ?? throw StsErrors.OidcKeysUnavailable(new(provider.IssuerUrl));
        // Whoever may use the keys is part of the name: another provider may trust other certificates for the same issuer.
        var entry = entries.GetOrAdd($"{provider.IssuerUrl} {string.Join(' ', provider.Fingerprints)}", _ => new());
        await entry.Gate.WaitAsync(ct);
        try
        {
            if (entry.Keys is null || IsOld(entry, keyId)) (entry.Keys, entry.FetchedAt) = (await discovery.FetchAsync(provider, ct), clocks.Monotonic.GetTimestamp());
            return entry.Keys;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private bool IsOld(Entry entry, string? keyId)
    {
        var isKnown = string.IsNullOrEmpty(keyId) || entry.Keys!.Any(key => key.KeyId == keyId);
        return clocks.Monotonic.GetElapsedTime(entry.FetchedAt) >= (isKnown ? Kept : LookAgain);
    }

    /// <summary>The gate lets one request fetch while the others wait for what it brings.</summary>
    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public IList<SecurityKey>? Keys { get; set; }

        public long FetchedAt { get; set; }
    }
}

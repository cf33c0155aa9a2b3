using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FcCreds.Identity.Ram.Records;
using Microsoft.IdentityModel.Tokens;

namespace FcCreds.Identity.Sts.Oidc;

/// <summary>
/// Fetches an issuer's keys: its discovery document, then what that names as <c>jwks_uri</c>. Over https only; a provider that declares
/// fingerprints is satisfied by a chain with one of these certificates, also where the system does not know the root (a local issuer).
/// </summary>
internal sealed class OidcDiscovery(TimeProvider monotonic)
{
    private const int MaxBytes = 256 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Null when the text is no key set.</summary>
    public static IList<SecurityKey>? ReadKeys(string jwks)
    {
        try
        {
            return new JsonWebKeySet(jwks).GetSigningKeys();
        }
        catch (Exception wrong) when (wrong is ArgumentException or JsonException)
        {
            return null;
        }
    }

    public async Task<IList<SecurityKey>> FetchAsync(OidcProvider provider, CancellationToken ct)
    {
        var document = new Uri($"{provider.IssuerUrl.TrimEnd('/')}/.well-known/openid-configuration");
        var isPinned = true;
        // Made for this one fetch: a connection kept open would lend one provider's trust to another.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, chain, errors) => IsTrusted(provider, chain, errors, out isPinned);
        using var http = new HttpClient(handler) { MaxResponseContentBufferSize = MaxBytes, Timeout = Timeout.InfiniteTimeSpan };
        using var deadline = new CancellationTokenSource(Patience, monotonic);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var asked = document;
        try
        {
            asked = KeysUrl(await http.GetStringAsync(document, either.Token)) ?? throw StsErrors.OidcKeysUnavailable(document);
            return ReadKeys(await http.GetStringAsync(asked, either.Token)) ?? throw StsErrors.OidcKeysUnavailable(asked);
        }
        catch (HttpRequestException failed) when (failed.InnerException is AuthenticationException)
        {
            throw isPinned ? StsErrors.OidcCertificate.With() : StsErrors.OidcRootUnknown(asked);
        }
        catch (Exception failed) when (failed is HttpRequestException or InvalidOperationException || (failed is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw StsErrors.OidcKeysUnavailable(asked);
        }
    }

    private static Uri? KeysUrl(string discoveryDocument)
    {
        try
        {
            using var json = JsonDocument.Parse(discoveryDocument);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("jwks_uri", out var address) && address.ValueKind == JsonValueKind.String
                && Uri.TryCreate(address.GetString(), UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
                    ? url
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsTrusted(OidcProvider provider, X509Chain? chain, SslPolicyErrors errors, out bool isPinned)
    {
        isPinned = provider.Fingerprints.Count == 0
            || chain?.ChainElements.Any(element => provider.Fingerprints.Contains(element.Certificate.Thumbprint, StringComparer.OrdinalIgnoreCase)) == true;
        if (!isPinned || errors == SslPolicyErrors.None) return isPinned;
        // The fingerprint says which root to believe; a wrong name or a broken or expired chain it does not excuse.
        const X509ChainStatusFlags UnknownRoot = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;
        return provider.Fingerprints.Count > 0 && errors == SslPolicyErrors.RemoteCertificateChainErrors
            && chain!.ChainStatus.All(status => (status.Status & ~UnknownRoot) == X509ChainStatusFlags.NoError);
    }
}

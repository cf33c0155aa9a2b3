using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FcCreds.Core.Time;
using FcCreds.Server.Hosting;

namespace FcCreds.Server.Capture;

/// <summary>
/// The certificate authority of one data folder, made once. Its key never leaves the folder; children trust it through a bundle
/// that they are pointed at, never through the system's store.
/// </summary>
internal sealed class LocalAuthority : IDisposable
{
    /// <summary>Certificate and key, in the data folder.</summary>
    public const string FileName = "authority.pem";

    private const int MaxNames = 1000;

    private static readonly string[] SystemBundles =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
    ];

    private readonly ConcurrentDictionary<string, SslStreamCertificateContext> leaves = new(StringComparer.OrdinalIgnoreCase);
    private readonly X509Certificate2 root;
    private readonly Clocks clocks;

    private LocalAuthority(X509Certificate2 root, string bundlePath, Clocks clocks)
    {
        this.root = root;
        this.clocks = clocks;
        BundlePath = bundlePath;
    }

    /// <summary>PEM file: the system's authorities and this one.</summary>
    public string BundlePath { get; }

    /// <summary>Puts the certificates, never the key, into a folder that others trust them from: ours alone, and with the system's.</summary>
    public void Publish(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            PublicFile.Write(Path.Combine(folder, "ca.pem"), root.ExportCertificatePem() + "\n");
            PublicFile.Write(Path.Combine(folder, "ca-bundle.pem"), File.ReadAllText(BundlePath));
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new StartFailure($"The certificates cannot be written for others: {refused.Message}");
        }
    }

    public static LocalAuthority Open(string folder, Clocks clocks)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) PrivateFile.Write(path, Create(clocks));
        var pem = File.ReadAllText(path);
        var root = X509Certificate2.CreateFromPem(pem, pem);
        var bundle = Path.Combine(folder, "ca-bundle.pem");
        var system = SystemBundles.FirstOrDefault(File.Exists) is { } found ? File.ReadAllText(found) : "";
        PrivateFile.Write(bundle, $"{system.TrimEnd()}\n{root.ExportCertificatePem()}\n");
        return new(root, bundle, clocks);
    }

    /// <summary>A certificate for a host name or address, minted on first use.</summary>
    public SslStreamCertificateContext CertificateFor(string host)
    {
        if (leaves.Count > MaxNames) leaves.Clear();
        return leaves.GetOrAdd(host, Mint);
    }

    public void Dispose() => root.Dispose();

    private static string Create(Clocks clocks)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=FcCreds local authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = clocks.Monotonic.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    private SslStreamCertificateContext Mint(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=FcCreds", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        var now = clocks.Monotonic.GetUtcNow();
        using var certificate = request.Create(root, now.AddDays(-1), now.AddYears(1), RandomNumberGenerator.GetBytes(16));
        return SslStreamCertificateContext.Create(certificate.CopyWithPrivateKey(key), additionalCertificates: null, offline: true);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FcCreds.Tests.Identity.Sts.Oidc;

/// <summary>What an issuer publishes over https, with a certificate that no system knows.</summary>
internal sealed class IssuerSite : IAsyncDisposable
{
    private readonly X509Certificate2 certificate = Certificate();
    private readonly WebApplication app;
    private int keysServed;

    private IssuerSite()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        app = builder.Build();
        app.Run(http => http.Request.Path == "/keys" ? KeysAsync(http) : http.Response.WriteAsync($$"""{"issuer":"{{Url}}","jwks_uri":"{{Url}}/keys"}"""));
    }

    public string Url { get; private set; } = "";

    public string Jwks { get; set; } = "{}";

    public string Fingerprint => certificate.Thumbprint;

    public int KeysServed => Volatile.Read(ref keysServed);

    public static async Task<IssuerSite> StartAsync()
    {
        var site = new IssuerSite();
        await site.app.StartAsync();
        site.Url = $"https://localhost:{new Uri(site.app.Urls.Single()).Port}";
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private Task KeysAsync(HttpContext http)
    {
        Interlocked.Increment(ref keysServed);
        return http.Response.WriteAsync(Jwks);
    }
}

using System.Net;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Identity.Upstream;
using FcCreds.Server;
using FcCreds.Server.Capture;
using FcCreds.Server.Configuration;
using FcCreds.Storage.S3;

namespace FcCreds.Tests.Server;

/// <summary>The whole server in this process on a free port, with one bucket.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Bucket = "server-tests";

    private readonly FcCredsServer server;

    private TestServer(FcCredsServer server) => this.server = server;

    public Rooms Rooms => server.Rooms;

    public Uri Url => server.Url;

    public SigningKey Root => RootAccessKeys.Of(Rooms.Configuration.Accounts[0]);

    public static async Task<TestServer> StartAsync(string? dataFolder = null, Egress egress = Egress.Allow, string? readyFile = null, IPEndPoint? listen = null, string? caFolder = null, Func<FcCredsConfiguration, FcCredsConfiguration>? configure = null, UpstreamOptions? upstream = null, S3StoreOptions? s3 = null)
    {
        var configuration = FcCredsConfiguration.Default();
        configuration = configuration with { Buckets = [new() { Name = Bucket, AccountId = configuration.AccountId, Region = "cn-hangzhou" }] };
        if (configure is not null) configuration = configure(configuration);
        return new(await FcCredsServer.StartAsync(
            new() { Configuration = configuration, Listen = [listen ?? new(IPAddress.Loopback, 0)], DataFolder = dataFolder, Egress = egress, ReadyFile = readyFile, CaFolder = caFolder, Upstream = upstream, S3 = s3 },
            TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a path-style request, V4-signed with the root key or with the one given.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string key, string? body = null, SigningKey? with = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await http.SendAsync(Signed(method, new Uri(Url, $"/{Bucket}/{key}"), key, body, with ?? Root));
    }

    /// <summary>A client whose traffic takes the proxy variables' way, trusting what the local authority signs.</summary>
    public HttpClient Captured()
        => new(new SocketsHttpHandler
        {
            Proxy = new WebProxy(Url),
            UseProxy = true,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, chain, _) => TrustedByBundle(certificate!, chain!) },
        });

    /// <summary>A client that goes there directly, over https, and believes the local authority.</summary>
    public HttpClient Trusting() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, chain, errors) => (errors & System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch) == 0 && TrustedByBundle(certificate!, chain!) },
    });

    public static HttpRequestMessage Signed(HttpMethod method, Uri url, string key, string? body, SigningKey with)
    {
        var wire = new WireRequest { Method = method.Method, Scheme = url.Scheme, Host = url.Authority, RawPath = url.AbsolutePath, Query = [], Headers = [] };
        var request = new HttpRequestMessage(method, url) { Content = body is null ? null : new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in new OssSigner(with, "cn-hangzhou").SignV4(wire, Bucket, key, TimeProvider.System.GetUtcNow())) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private bool TrustedByBundle(System.Security.Cryptography.X509Certificates.X509Certificate certificate, System.Security.Cryptography.X509Certificates.X509Chain chain)
    {
        var bundle = new System.Security.Cryptography.X509Certificates.X509Certificate2Collection();
        bundle.ImportFromPemFile(Rooms.CaBundlePath);
        chain.ChainPolicy.TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(bundle);
        chain.ChainPolicy.RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck;
        return chain.Build((System.Security.Cryptography.X509Certificates.X509Certificate2)certificate);
    }
}

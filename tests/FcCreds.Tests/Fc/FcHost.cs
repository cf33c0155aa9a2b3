using System.Text;
using FcCreds.Core.Functions;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Fc;
using FcCreds.Fc.Code;
using FcCreds.Fc.RuntimeApi;
using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Sources;
using FcCreds.Storage.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Fc;

/// <summary>Function Compute alone, on real Kestrel with real interpreters, real tokens and an account of its own.</summary>
internal sealed class FcHost : IAsyncDisposable
{
    public const string Account = "1234567890123456";
    public const string Region = "cn-shenzhen";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fccreds-test-");
    private readonly WebApplication app;
    private string authority = "";

    private FcHost(Func<FcOptions, FcOptions> configure, EmbeddedStore store)
    {
        Store = store;
        var ids = new IdSource(Clocks.Wire);
        var ring = SealingKeyRing.Ephemeral();
        Journal = new(Clocks.Wire);
        Tokens = new(ring);
        var accounts = new RamDirectory([FcAccount.Declaration], TimeProvider.System);
        var source = new EmulatedRoleSource(accounts, new(ring, Clocks, ids, Journal));
        Fc = new(configure(new() { RuntimeApiAuthority = () => authority, Region = Region }), store, source, ring, new(accounts, Tokens, Clocks), Clocks, ids, Journal, NullLoggerFactory.Instance);
        Ids = ids;
        InvocationRole = new(source, Clocks);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(ServeAsync);
    }

    public Clocks Clocks { get; } = Clocks.System();

    public IdSource Ids { get; }

    public Journal Journal { get; }

    public OpenedTokens Tokens { get; }

    public FunctionCompute Fc { get; }

    public InvocationRole InvocationRole { get; }

    /// <summary>In memory.</summary>
    public EmbeddedStore Store { get; }

    public Uri Address => new($"http://{authority}/");

    public static async Task<FcHost> StartAsync(Func<FcOptions, FcOptions>? configure = null)
    {
        var store = await EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = Clocks.System() }, TestContext.Current.CancellationToken);
        var host = new FcHost(configure ?? (options => options), store);
        await host.app.StartAsync(TestContext.Current.CancellationToken);
        host.authority = new Uri(host.app.Urls.First()).Authority;
        return host;
    }

    /// <summary>Declares a function with the code in one file; its name.</summary>
    public string Declare(string runtime, string code, Func<FunctionDeclaration, FunctionDeclaration>? change = null, string file = "index.py")
    {
        var name = $"f{Guid.NewGuid():N}";
        var declaration = new FunctionDeclaration
        {
            Name = name,
            AccountId = Account,
            Region = Region,
            Runtime = runtime,
            Handler = "index.handler",
            CodePath = folder.CreateSubdirectory(name).FullName,
            Timeout = TimeSpan.FromSeconds(30),
        };
        File.WriteAllText(Path.Combine(declaration.CodePath, file), code);
        Fc.Catalog.Declare(change is null ? declaration : change(declaration));
        return name;
    }

    public Task<InvocationResult> InvokeAsync(string function, string payload = "{}", CancellationToken ct = default)
        => InvokeAsync(function, Encoding.UTF8.GetBytes(payload), ct);

    public Task<InvocationResult> InvokeAsync(string function, byte[] payload, CancellationToken ct = default)
        => Fc.Invoker.InvokeAsync(new() { FunctionName = function, Event = payload, RequestId = Ids.FcRequestId() }, ct);

    public async ValueTask DisposeAsync()
    {
        await Fc.DisposeAsync();
        await app.DisposeAsync();
        await Journal.DisposeAsync();
        await Store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Task ServeAsync(HttpContext http)
    {
        var target = RequestTarget.Parse(http.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var request = new WireRequest
        {
            Method = http.Request.Method,
            Scheme = http.Request.Scheme,
            Host = http.Request.Host.Value ?? "",
            RawPath = target.RawPath,
            Query = target.Query,
            Headers = [.. http.Request.Headers.SelectMany(header => header.Value, (header, value) => new HeaderField(header.Key, value ?? ""))],
        };
        return request.RawPath.StartsWith(RuntimeApiEndpoint.PathPrefix, StringComparison.Ordinal)
            ? Fc.RuntimeApi.ServeAsync(http, request)
            : HttpTriggerHosts.Cloud(request.Host) is not null || Fc.HttpDestinations.IsCustomDomain(request.Host) || Fc.HttpDestinations.IsTriggerPath(request.RawPath)
            ? Fc.HttpEndpoint.ServeAsync(http, request)
            : CodeDownloads.Serves(request) ? Fc.Downloads.ServeAsync(http, request) : Fc.Api.ServeAsync(http, request);
    }
}

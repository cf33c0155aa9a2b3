using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Identity.Ram;
using FcCreds.Identity.Rpc;
using FcCreds.Storage.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FcCreds.Tests.Identity.Sts;

/// <summary>STS alone on a real Kestrel, with clocks that stand still.</summary>
public sealed class StsHost : IAsyncLifetime
{
    public const int CallsPerSecond = 100;

    private readonly WebApplication app;
    private readonly Journal journal;
    private EmbeddedStore? store;
    private RamAccounts? accounts;

    public StsHost()
    {
        Clocks = new(new(Time), new(Time), Time);
        journal = new(Clocks.Wire);
        var ids = new IdSource(Clocks.Wire);
        Directory = new(Given.Accounts, Clocks.Wire);
        Tokens = new(Ring);
        Issuer = new(Ring, Clocks, ids, journal);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        app = builder.Build();
    }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    internal ManualTimeProvider Time { get; } = new();

    internal Clocks Clocks { get; }

    internal SealingKeyRing Ring { get; } = SealingKeyRing.Ephemeral();

    internal OpenedTokens Tokens { get; }

    internal SessionIssuer Issuer { get; }

    internal IJournal Journal => journal;

    internal RamDirectory Directory { get; }

    public async ValueTask InitializeAsync()
    {
        store = await EmbeddedStore.OpenAsync(new() { Folder = null, Clocks = Clocks }, TestContext.Current.CancellationToken);
        accounts = new(Directory, new(store.Documents, Ring), Clocks, NullLogger<RamAccounts>.Instance);
        var endpoint = new RpcEndpoint(
            new(Directory, accounts, new CallerResolver(Directory, Tokens, Clocks), Issuer, journal, Clocks, new(Clocks.Wire)) { Diagnostics = new(Ring), OidcKeys = new(Clocks), Quota = new(CallsPerSecond, Time) }, NullLogger<RpcEndpoint>.Instance);
        app.Run(http => endpoint.ServeAsync(http, Wire(http)));
        await app.StartAsync();
        Url = new(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (accounts is not null) await accounts.DisposeAsync();
        if (store is not null) await store.DisposeAsync();
        await journal.DisposeAsync();
    }

    private static WireRequest Wire(HttpContext http)
    {
        var target = RequestTarget.Parse(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return new()
        {
            Method = http.Request.Method,
            Scheme = http.Request.Scheme,
            Host = http.Request.Host.Value ?? "",
            RawPath = target.RawPath,
            Query = target.Query,
            Headers = [.. http.Request.Headers.SelectMany(header => header.Value.Select(value => new HeaderField(header.Key, value ?? "")))],
            SourceIp = http.Connection.RemoteIpAddress!.ToString(),
        };
    }
}

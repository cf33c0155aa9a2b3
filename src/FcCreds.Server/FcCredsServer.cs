using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FcCreds.Core.Time;
using FcCreds.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace FcCreds.Server;

/// <summary>A running server. Starting it fails with one sentence when a port or the data folder is taken.</summary>
internal sealed partial class FcCredsServer : IAsyncDisposable
{
    /// <summary>Written into the data folder, where <c>invoke</c>, <c>ls</c> … find the server that holds it.</summary>
    public const string ServerFile = "server.json";

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly WebApplication app;
    private readonly string? serverFile;

    private FcCredsServer(WebApplication app, Rooms rooms, ServerOptions options, string? serverFile)
    {
        this.app = app;
        this.serverFile = serverFile;
        Rooms = rooms;
        Options = options;
    }

    public Rooms Rooms { get; }

    public ServerOptions Options { get; }

    public Uri Url => Rooms.Url;

    /// <summary>Every address that is listened on, as seen from this machine.</summary>
    public IReadOnlyList<Uri> Addresses => AddressesOf(app);

    public static async Task<FcCredsServer> StartAsync(ServerOptions options, CancellationToken ct)
    {
        Rooms? rooms = null;
        // The host is built first, for the rooms log through it; the first connection finds the rooms open.
        var app = Build(options, kestrel => KestrelSettings.Apply(kestrel, options.Listen, () => rooms!.Sniffer));
        try
        {
            rooms = await Rooms.OpenAsync(options, Clocks.System(), app.Services.GetRequiredService<ILoggerFactory>(), ct);
            app.Run(rooms.Gateway.ServeAsync);
            await StartListeningAsync(app, options, ct);
            rooms.Url = UrlOf(app);
            await rooms.JoinReplicasAsync(options.AdvertisedUrl ?? (options.IsLoopbackOnly ? rooms.Url : new($"http://{Environment.MachineName}:{rooms.Url.Port}")), ct);
            rooms.Orphans.Start();
            await new BucketSeeder(rooms, rooms.Configuration.Buckets).SeedAsync(ct);
            var warning = options.OidcToken is { } token ? rooms.MountOidcToken(token) : null;
            rooms.StartFunctions();
            rooms.IsSeeded = true;
            var serverFile = options is { Announce: true, DataFolder: { } folder } ? Path.Combine(folder, ServerFile) : null;
            var server = new FcCredsServer(app, rooms, options, serverFile);
            server.Tell();
            if (warning is not null) Log.TokenRefused(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger<FcCredsServer>(), warning);
            return server;
        }
        catch
        {
            await app.DisposeAsync();
            if (rooms is not null) await rooms.DisposeAsync();
            throw;
        }
    }

    public ServerDescription Describe()
    {
        var key = RootAccessKeys.Of(Rooms.Configuration.Accounts[0]);
        return new()
        {
            Url = Url.GetLeftPart(UriPartial.Authority),
            Pid = Environment.ProcessId,
            Account = Rooms.Configuration.AccountId,
            Region = Rooms.Configuration.Region,
            RootAccessKeyId = key.AccessKeyId,
            RootAccessKeySecret = key.AccessKeySecret.Value,
            ControlToken = Rooms.ControlToken,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (serverFile is not null) File.Delete(serverFile);
        // First, for the long polls of living instances would hold the listener's end up.
        await Rooms.Functions.DisposeAsync();
        Rooms.EndFollowers();
        await app.StopAsync(CancellationToken.None);
        await Rooms.DisposeAsync();
        await app.DisposeAsync();
    }

    private static WebApplication Build(ServerOptions options, Action<KestrelServerOptions> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // No settings file is read, so none is watched either.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(options.Verbose ? LogLevel.Information : LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning)
            // Its account of a failed start is a stack trace; ours is a sentence.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // Standard output belongs to results.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(configure);
        return builder.Build();
    }

    private static async Task StartListeningAsync(WebApplication app, ServerOptions options, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException or SocketException)
        {
            throw new StartFailure($"{string.Join(", ", options.Listen)} is taken by another program. Choose another with --port, or take any free one with --port 0.");
        }
        catch (SocketException refused)
        {
            throw new StartFailure($"Cannot listen on {string.Join(", ", options.Listen)}: {refused.Message}.");
        }
    }

    private static Uri UrlOf(WebApplication app)
    {
        var urls = AddressesOf(app);
        // Handlers take this one, and only a peer on loopback gets a way out through the proxy.
        return urls.FirstOrDefault(url => url.IsLoopback) ?? urls[0];
    }

    private static IReadOnlyList<Uri> AddressesOf(WebApplication app)
        => [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(address => OnThisMachine(new(address)))];

    private static Uri OnThisMachine(Uri url)
        => IPAddress.TryParse(url.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            ? new($"http://127.0.0.1:{url.Port}")
            : url;

    private void Tell()
    {
        var ready = JsonSerializer.Serialize(Describe(), ServerJson.Default.ServerDescription);
        if (serverFile is not null) PrivateFile.Write(serverFile, ready);
        if (Options.ReadyFile is { } readyFile) PrivateFile.Write(readyFile, ready);
    }

    /// <summary>Signals are the command line's business, not the host's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Why}")]
        public static partial void TokenRefused(ILogger logger, string why);
    }
}

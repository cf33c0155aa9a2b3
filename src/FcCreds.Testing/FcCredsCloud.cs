using System.Net;
using FcCreds.Server;
using FcCreds.Server.Capture;
using FcCreds.Server.Configuration;
using FcCreds.Testing.Wire;

namespace FcCreds.Testing;

/// <summary>The emulated cloud that tests run against. One is enough for all of them: every test has a sandbox of its own.</summary>
public sealed class FcCredsCloud : IAsyncDisposable
{
    /// <summary>Names a server that runs already.</summary>
    public const string UrlVariable = "FCCREDS_URL";

    /// <summary>That server's control token.</summary>
    public const string ControlTokenVariable = "FCCREDS_CONTROL_TOKEN";

    private readonly ControlClient control;
    private readonly FcCredsServer? own;
    private readonly CloudClock? clock;

    private FcCredsCloud(ControlClient control, FcCredsServer? own) => (this.control, this.own, clock) = (control, own, own is null ? null : new(own.Rooms.Clocks.Life));

    /// <summary>Where the server answers.</summary>
    public Uri Url => control.Url;

    /// <summary>The server runs elsewhere and outlives this object.</summary>
    public bool IsAttached => own is null;

    /// <summary>The server's clock. Give a test that moves it a cloud of its own: all sandboxes on the server share it.</summary>
    /// <exception cref="InvalidOperationException">The server runs elsewhere: others may be using it.</exception>
    public CloudClock Clock => clock ?? throw new InvalidOperationException(
        $"{Url} is not this test's own server, and others may be using it: its clock is not for a test to move. Sandbox.ExpireAsync ends one session; POST /_fccreds/clock moves the clock for all.");

    /// <summary>
    /// A server in this process, on a free port, that keeps nothing and lets handlers reach nothing outside; or, where
    /// <c>FCCREDS_URL</c> is set, the server it names.
    /// </summary>
    public static async Task<FcCredsCloud> StartAsync(CancellationToken ct = default)
    {
        if (Environment.GetEnvironmentVariable(UrlVariable) is { Length: > 0 } url)
            return await AttachAsync(new Uri(url), Environment.GetEnvironmentVariable(ControlTokenVariable), ct);
        var server = await FcCredsServer.StartAsync(
            new() { Configuration = FcCredsConfiguration.Default(), Listen = [new(IPAddress.Loopback, 0)], Egress = Egress.Deny, Announce = false },
            ct);
        return new(new(server.Url, server.Rooms.ControlToken), server);
    }

    /// <summary>A server that runs already, such as a compose stack's, with its control token.</summary>
    public static async Task<FcCredsCloud> AttachAsync(Uri url, string? controlToken, CancellationToken ct = default)
    {
        var control = new ControlClient(url, controlToken);
        try
        {
            using var health = await control.Http.GetAsync(new Uri(url, "/_fccreds/health"), ct);
            if (health.IsSuccessStatusCode) return new(control, null);
            control.Dispose();
            throw new FcCredsException($"{url} answered {(int)health.StatusCode} when asked for its health.") { Status = (int)health.StatusCode };
        }
        catch (HttpRequestException unreachable)
        {
            control.Dispose();
            throw new FcCredsException($"No FcCreds server answers at {url}: {unreachable.Message}");
        }
    }

    /// <summary>An account with the roles and buckets asked for; with one bucket when none is.</summary>
    public async Task<Sandbox> NewSandboxAsync(Action<SandboxBuilder>? build = null, CancellationToken ct = default)
    {
        var builder = new SandboxBuilder();
        build?.Invoke(builder);
        return new(control, await control.OpenSandboxAsync(builder.Order(), ct));
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        if (own is not null) await own.DisposeAsync();
    }
}

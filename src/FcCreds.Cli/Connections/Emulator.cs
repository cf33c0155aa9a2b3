using FcCreds.Cli.Terminals;
using FcCreds.Cli.Usage;
using FcCreds.Core.Callers;
using FcCreds.Core.Http;
using FcCreds.Core.Signing;
using FcCreds.Server;
using FcCreds.Server.Configuration;

namespace FcCreds.Cli.Connections;

/// <summary>The server a command talks to: one that runs, or one that lives as long as the command. Spoken to by HTTP either way.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    private readonly ServerDescription description;
    private readonly FcCredsServer? own;

    private Emulator(ServerDescription description, string where, FcCredsServer? own)
    {
        (this.description, Where, this.own) = (description, where, own);
        Url = new(description.Url);
    }

    public Uri Url { get; }

    /// <summary>For people: which server, on which data.</summary>
    public string Where { get; }

    public string AccountId => description.Account;

    public string Region => description.Region;

    /// <summary>The account's own.</summary>
    public SigningKey RootKey => new(description.RootAccessKeyId, new Secret(description.RootAccessKeySecret));

    /// <summary>Of a server that lives as long as the command; null for another's.</summary>
    public FcCredsConfiguration? Configuration => own?.Options.Configuration;

    public bool IsOwn => own is not null;

    /// <summary>Shows that an order comes from somebody who may read the server's own files.</summary>
    public string? ControlToken => description.ControlToken;

    public HttpClient Http { get; } = NewClient();

    /// <summary>Never through a proxy: the emulator is local, and a command may run inside another emulator's environment.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public static async Task<Emulator> OpenAsync(EmulatorChoice choice, Terminal terminal, CancellationToken ct)
    {
        if (choice.Server is { } url) return new(await DescribeAsync(url, DataFolders.Choose(choice), ct), url.GetLeftPart(UriPartial.Authority), null);
        if (!choice.Ephemeral && RunningServer.Recorded(DataFolders.Choose(choice)) is { } recorded && await RunningServer.AskAsync(new(recorded.Url), ct) is not null)
            return new(recorded, $"{recorded.Url} (pid {recorded.Pid})", null);
        var own = await InProcessServer.StartAsync(choice, terminal, ct);
        var kept = own.Options.DataFolder is { } folder ? $"data in {folder}" : "nothing is kept";
        return new(own.Describe(), $"in process, {kept}", own);
    }

    /// <summary>Signed by the account's own key.</summary>
    public HttpRequestMessage Request(HttpMethod method, OssUrl target, IReadOnlyList<QueryParameter> query, HttpContent? content)
        => SignedOssRequest.Create(
            new(RootKey, Region), Url, method, target.Bucket, target.Key, query, content);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (own is not null) await own.DisposeAsync();
    }

    /// <summary>A server named by URL is known by its data folder if that is at hand; else by what it tells everybody and by our variables.</summary>
    private static async Task<ServerDescription> DescribeAsync(Uri url, string dataFolder, CancellationToken ct)
    {
        var health = await RunningServer.AskAsync(url, ct)
            ?? throw CliFailure.Failed($"No healthy server answers at {url.GetLeftPart(UriPartial.Authority)}.", "Start one: fccreds serve.");
        if (RunningServer.Recorded(dataFolder) is { } recorded && new Uri(recorded.Url).Authority == url.Authority) return recorded;
        var key = InheritedSecrets.RootAccessKey() ?? new(RootAccessKeys.DocumentedAccessKeyId, new(RootAccessKeys.DocumentedAccessKeySecret));
        return new()
        {
            Url = url.GetLeftPart(UriPartial.Authority),
            Pid = 0,
            Account = health.Account,
            Region = health.Region,
            RootAccessKeyId = key.AccessKeyId,
            RootAccessKeySecret = key.AccessKeySecret.Value,
            ControlToken = InheritedSecrets.ControlToken(),
        };
    }
}

using FcCreds.Cli.Usage;
using FcCreds.Server.Control;
using FcCreds.Server.Hosting;

namespace FcCreds.Cli.Connections;

/// <summary>What a child finds: variables, and for a token a file in a folder of its own, renewed until the child has ended.</summary>
internal sealed class LaidOut : IAsyncDisposable
{
    private OidcTokenFile? tokenFile;
    private DirectoryInfo? folder;

    private LaidOut(Dictionary<string, string> variables, IReadOnlyDictionary<string, string> capture, IReadOnlyList<string> removed)
        => (Variables, Capture, Removed) = (variables, capture, removed);

    public Dictionary<string, string> Variables { get; }

    /// <summary>Variables under which the cloud's names are answered by the emulator.</summary>
    public IReadOnlyDictionary<string, string> Capture { get; }

    public IReadOnlyList<string> Removed { get; }

    public string? Warning { get; private init; }

    /// <param name="orders">The server that gives them.</param>
    /// <param name="session">Whose credentials.</param>
    /// <param name="consumer">How the child fetches them by itself; null lays them out once.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<LaidOut> CreateAsync(OrderClient orders, CredentialOrder session, ConsumerOrder? consumer, CancellationToken ct)
    {
        if (consumer is null)
        {
            var minted = await orders.IssueAsync(session, ct);
            return new(CredentialVariables.Of(minted), minted.Capture, minted.Removed);
        }
        var prepared = await orders.PrepareAsync(consumer, ct);
        var laidOut = new LaidOut(new(prepared.Variables), prepared.Capture, prepared.Removed) { Warning = prepared.Warning };
        if (prepared.Token is { } first) laidOut.Keep(first, orders, consumer);
        return laidOut;
    }

    public async ValueTask DisposeAsync()
    {
        if (tokenFile is not null) await tokenFile.DisposeAsync();
        folder?.Delete(recursive: true);
    }

    private void Keep(OidcTokenReply first, OrderClient orders, ConsumerOrder consumer)
    {
        // Only its owner may look into it.
        folder = Directory.CreateTempSubdirectory("fccreds-token-");
        var path = Path.Combine(folder.FullName, "token");
        tokenFile = OidcTokenFile.Start(path, Fresh(first), NextAsync, TimeProvider.System);
        Variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = path;

        async Task<FreshToken?> NextAsync(CancellationToken stopping)
        {
            try
            {
                return (await orders.PrepareAsync(consumer, stopping)).Token is { } next ? Fresh(next) : null;
            }
            catch (Exception gone) when (gone is HttpRequestException or CliFailure)
            {
                // The server may be on its way back; the terminal is the child's.
                return null;
            }
        }
    }

    private static FreshToken Fresh(OidcTokenReply token) => new(token.Token, TimeSpan.FromSeconds(token.Seconds));
}

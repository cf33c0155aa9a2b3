using System.Text.Json;
using FcCreds.Server;

namespace FcCreds.Cli.Connections;

/// <summary>Servers that run already.</summary>
internal static class RunningServer
{
    /// <summary>A server that is gone refuses at once; one that is busy, on a machine that is busy, takes its time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What the server of a data folder said of itself when it started; it may be gone since.</summary>
    public static ServerDescription? Recorded(string dataFolder)
    {
        var file = Path.Combine(dataFolder, FcCredsServer.ServerFile);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllText(file), ServerJson.Default.ServerDescription) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>Its account and region when it answers; null when nothing well does.</summary>
    public static async Task<Server.Control.HealthReport?> AskAsync(Uri url, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var http = Emulator.NewClient();
            using var reply = await http.GetAsync(new Uri(url, "/_fccreds/health"), patience.Token);
            return reply.IsSuccessStatusCode
                ? JsonSerializer.Deserialize(await reply.Content.ReadAsStringAsync(patience.Token), ServerJson.Default.HealthReport)
                : null;
        }
        catch (Exception nobody) when (nobody is HttpRequestException or JsonException || (nobody is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}

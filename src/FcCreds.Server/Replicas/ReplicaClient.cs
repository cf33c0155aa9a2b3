using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Server.Control;
using FcCreds.Server.Control.Why;

namespace FcCreds.Server.Replicas;

/// <summary>
/// Asks the other replicas, over their control endpoints: they must have this server's control token. Each has its own journal; what is
/// asked of all is answered together, and a replica that does not answer is named rather than left out in silence.
/// </summary>
internal sealed class ReplicaClient(ReplicaRegistry registry, string controlToken) : IDisposable
{
    private static readonly ServiceError Unreachable = new("ReplicaUnreachable", 503, "Another replica does not answer.");

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Lets every other replica take over what has been changed in the store so far.</summary>
    public Task LookEverywhereAsync(CancellationToken ct) => AskAllAsync(HttpMethod.Post, ReplicaRegistry.LookPath, _ => Task.FromResult(true), ct);

    /// <param name="query">Of the journal endpoint, without the part that asks for all replicas.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<IReadOnlyList<JournalEvent>> JournalsAsync(string query, CancellationToken ct)
    {
        var journals = await AskAllAsync(HttpMethod.Get, $"/_fccreds/journal?{query}", async answer =>
            JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(ct), JournalJson.Readable.IReadOnlyListJournalEvent), ct);
        return [.. journals.SelectMany(journal => journal ?? [])];
    }

    /// <summary>What the others know of a request; those that know nothing of it are left out.</summary>
    public async Task<IReadOnlyList<ExplainReport>> ExplanationsAsync(string request, CancellationToken ct)
    {
        var reports = await AskAllAsync(HttpMethod.Get, $"{Explainer.Path}?replicas=this&request={Uri.EscapeDataString(request)}", async answer =>
            answer.IsSuccessStatusCode ? JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(ct), WhyJson.Default.ExplainReport) : null, ct);
        return [.. reports.OfType<ExplainReport>()];
    }

    /// <summary>Whether a server answers there at all.</summary>
    public static async Task<bool> AnswersAsync(Replica replica, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await http.GetAsync(new Uri(replica.Url + "/_fccreds/health"), ct);
            return true;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<T[]> AskAllAsync<T>(HttpMethod method, string path, Func<HttpResponseMessage, Task<T>> read, CancellationToken ct)
    {
        var others = (await registry.ListAsync(ct)).Where(replica => replica.Id != registry.Id);
        return await Task.WhenAll(others.Select(async other =>
        {
            try
            {
                using var request = new HttpRequestMessage(method, other.Url + path);
                request.Headers.Add(OrderEndpoint.TokenHeader, controlToken);
                using var answer = await http.SendAsync(request, ct);
                if (answer.StatusCode == System.Net.HttpStatusCode.Forbidden) throw Unreachable.Saying($"The replica at {other.Url} has another control token; give all the same FCCREDS_CONTROL_TOKEN.");
                return await read(answer);
            }
            catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !ct.IsCancellationRequested))
            {
                throw Unreachable.Saying($"The replica at {other.Url} does not answer ({silent.Message}). One that was killed is forgotten {ReplicaRegistry.Silence.TotalSeconds:0} seconds after its last sign.");
            }
        }));
    }
}

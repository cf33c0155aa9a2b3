using System.Collections.Concurrent;
using FcCreds.Core.Time;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Triggers.Http.Access;

/// <summary>Key sets that are fetched from where an issuer publishes them: kept for a while, and asked for again when a token names a key that is new.</summary>
internal sealed partial class RemoteKeySets(Clocks clocks, ILogger<RemoteKeySets> logger) : IDisposable
{
    private const int MaxBytes = 256 * 1024;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    /// <summary>Strangers that make up names of keys must not make us ask more often.</summary>
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Uri, Fetched> sets = [];
    private readonly SemaphoreSlim asking = new(1);
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { MaxResponseContentBufferSize = MaxBytes, Timeout = Patience };

    /// <summary>The keys at a location, with the one that a token names if it is there. Without an answer the last known keys count.</summary>
    public async ValueTask<JsonWebKeySet> GetAsync(Uri location, string? keyId, CancellationToken ct)
    {
        if (IsGood(location, keyId, out var known)) return known;
        await asking.WaitAsync(ct);
        try
        {
            if (IsGood(location, keyId, out known)) return known;
            var keys = await FetchAsync(location, ct) ?? known;
            sets[location] = new(keys, clocks.Monotonic.GetTimestamp());
            return keys;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        asking.Dispose();
    }

    private bool IsGood(Uri location, string? keyId, out JsonWebKeySet known)
    {
        known = sets.TryGetValue(location, out var fetched) ? fetched.Keys : new([]);
        if (fetched is null) return false;
        var age = clocks.Monotonic.GetElapsedTime(fetched.At);
        return age < BetweenQuestions || (age < KeptFor && known.Find(keyId) is not null);
    }

    private async Task<JsonWebKeySet?> FetchAsync(Uri location, CancellationToken ct)
    {
        try
        {
            var text = await client.GetStringAsync(location, ct);
            List<SettingsProblem> problems = [];
            // Other kinds of keys than ours may stand there; they are for others.
            return SettingsSection.Parse($$"""{"jwks":{{text}} }""", "the answer", ["jwks"], problems) is { } section ? JsonWebKeySet.ReadPublished(section) : null;
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            Log.NotFetched(logger, location, failed.Message);
            return null;
        }
    }

    private sealed record Fetched(JsonWebKeySet Keys, long At);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "the JWKS {Location} could not be fetched: {Reason}")]
        public static partial void NotFetched(ILogger logger, Uri location, string reason);
    }
}

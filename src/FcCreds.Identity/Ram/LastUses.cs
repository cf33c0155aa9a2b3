using System.Text.Json;
using FcCreds.Core.Callers;
using FcCreds.Core.Time;
using FcCreds.Storage;
using Microsoft.Extensions.Logging;

namespace FcCreds.Identity.Ram;

/// <summary>
/// Shares the last uses of access keys through the document <c>ram-last-uses</c>, about once a minute and when the server ends. A use
/// that is lost with a killed process is less than that old.
/// </summary>
internal sealed class LastUses : IAsyncDisposable
{
    private const string Name = "ram-last-uses";
    private const int MaxAttempts = 8;

    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMinutes(1);

    private readonly AccessKeyUses uses;
    private readonly RamDirectory directory;
    private readonly IDocumentStore documents;
    private readonly TimeProvider monotonic;
    private readonly Lookout lookout;
    private long? shared;

    public LastUses(AccessKeyUses uses, RamDirectory directory, IDocumentStore documents, Clocks clocks, ILogger<LastUses> log)
    {
        (this.uses, this.directory, this.documents, monotonic) = (uses, directory, documents, clocks.Monotonic);
        lookout = new("the look for last uses of access keys", LookAsync, clocks, log);
    }

    /// <summary>Takes over what others have written, and writes what is newer here.</summary>
    public async Task ShareAsync(CancellationToken ct)
    {
        shared = monotonic.GetTimestamp();
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var document = await documents.FindAsync(Name, ct);
            var told = document is null ? [] : JsonSerializer.Deserialize(document.Content.Span, RamJson.Default.DictionaryStringDateTimeOffset)!;
            foreach (var (id, time) in told) uses.Merge(id, time);
            // Keys that are gone are forgotten.
            var known = uses.All.Where(use => directory.FindAccessKey(use.Key) is not null).ToDictionary();
            if (known.Count == told.Count && known.All(use => told.TryGetValue(use.Key, out var time) && time == use.Value)) return;
            var precondition = document is null ? Precondition.Absent : Precondition.AtRevision(document.Revision);
            if (await documents.PutAsync(Name, JsonSerializer.SerializeToUtf8Bytes(known, RamJson.Default.DictionaryStringDateTimeOffset), precondition, ct) is not null) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await lookout.DisposeAsync();
        try
        {
            await ShareAsync(CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The server ends all the same.
        }
    }

    private Task LookAsync(CancellationToken ct)
        => shared is { } before && monotonic.GetElapsedTime(before) < BetweenWrites ? Task.CompletedTask : ShareAsync(ct);
}

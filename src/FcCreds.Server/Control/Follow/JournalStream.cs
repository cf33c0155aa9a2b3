using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FcCreds.Core.Http;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using Microsoft.AspNetCore.Http;

namespace FcCreds.Server.Control.Follow;

/// <summary>
/// <c>GET /_fccreds/journal/stream</c>: the journal as lines of JSON, and with <c>follow=true</c> what comes from then on (docs/journal.md).
/// A reader that is slow holds up nothing but its own connection: it is told how many events it was too late for.
/// </summary>
internal sealed class JournalStream(IJournal journal, Clocks clocks)
{
    public const string Path = "/_fccreds/journal/stream";

    /// <summary>Events that are written before the connection is asked whether it takes more.</summary>
    private const int PageSize = 200;

    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(15);

    /// <summary>For a reader to take what is left when the server stops.</summary>
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(1);

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ServeAsync(HttpContext http, WireRequest wire)
    {
        var query = StreamQuery.Read(wire);
        var position = BeginOf(query);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        using var ending = journal.Ended.Register(() => patience.CancelAfter(PatienceAtEnd));
        var ct = patience.Token;
        http.Response.ContentType = "application/x-ndjson";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, Readable);
        Write(new() { Kind = StreamLine.Begin, Sequence = position, Run = journal.Run }, StreamJson.Default.StreamLine);
        var first = journal.ReadPage(query.Filter with { AfterSequence = position, Limit = int.MaxValue });
        var skipped = query.Last is { } last ? Math.Max(0, first.Events.Count - last) : 0;
        // Who asks for a position has been here before; what is older than the journal is no loss to anybody else.
        await TellAsync(first with { Events = [.. first.Events.Skip(skipped)], Lost = position > 0 ? first.Lost : 0 });
        if (query.Follow) await FollowAsync(query.Filter with { AfterSequence = position, Limit = PageSize });

        async Task FollowAsync(JournalQuery ahead)
        {
            await using var pages = journal.FollowAsync(ahead, ct).GetAsyncEnumerator(ct);
            var next = pages.MoveNextAsync().AsTask();
            while (true)
            {
                while (await Task.WhenAny(next, Task.Delay(BetweenSigns, clocks.Monotonic, ct)) != next)
                {
                    ct.ThrowIfCancellationRequested();
                    await TellAsync(new([], 0, position));
                }
                if (!await next) return;
                await TellAsync(pages.Current);
                next = pages.MoveNextAsync().AsTask();
            }
        }

        async Task TellAsync(JournalPage page)
        {
            if (page.Lost > 0) Write(new() { Kind = StreamLine.Lost, Sequence = page.Events is [var oldest, ..] ? oldest.Sequence - 1 : page.Position, Events = page.Lost }, StreamJson.Default.StreamLine);
            foreach (var events in page.Events.Chunk(PageSize))
            {
                foreach (var one in events) Write(one, JournalJson.Readable.JournalEvent);
                await http.Response.BodyWriter.FlushAsync(ct);
            }
            if (page.Events is not [.., var newest] || newest.Sequence < page.Position) Write(new() { Kind = StreamLine.At, Sequence = page.Position }, StreamJson.Default.StreamLine);
            await http.Response.BodyWriter.FlushAsync(ct);
            position = page.Position;
        }

        void Write<T>(T line, JsonTypeInfo<T> type)
        {
            JsonSerializer.Serialize(json, line, type);
            json.Flush();
            json.Reset();
            "\n"u8.CopyTo(http.Response.BodyWriter.GetSpan(1));
            http.Response.BodyWriter.Advance(1);
        }
    }

    /// <summary>Positions of an earlier run count as far as this one has read it back.</summary>
    private long BeginOf(StreamQuery query)
    {
        var after = query.Filter.AfterSequence;
        if (query.Run is { } run && run != journal.Run) after = Math.Min(after, journal.Origin);
        if (query.Since is not { } age) return after;
        var young = journal.ReadPage(new() { AfterSequence = after, Since = clocks.Wire.GetUtcNow() - age, Limit = 1 });
        return young.Events is [var first] ? first.Sequence - 1 : young.Position;
    }
}

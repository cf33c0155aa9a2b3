using System.Runtime.CompilerServices;
using System.Text.Json;
using FcCreds.Cli.Usage;
using FcCreds.Core.Journal;
using FcCreds.Server.Control;
using FcCreds.Server.Control.Follow;

namespace FcCreds.Cli.Connections;

/// <summary>A line of the journal's stream.</summary>
/// <param name="Text">As it came.</param>
/// <param name="Event">What it tells.</param>
internal sealed record JournalLine(string Text, JournalEvent Event);

/// <summary>Reads a server's journal, and goes on where it was when the connection breaks.</summary>
/// <param name="emulator">The server.</param>
/// <param name="filter">Query of the stream, without the position.</param>
/// <param name="complain">Told of what was missed, and of a server that does not answer.</param>
internal sealed class JournalReader(Emulator emulator, string filter, Action<string> complain)
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);

    /// <summary>A server that is started again takes less.</summary>
    private const int MaxAttempts = 30;

    private long position;
    private string? run;

    public async IAsyncEnumerable<JournalLine> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken ct)
    {
        var isFirst = true;
        while (true)
        {
            using var reply = await AskAsync(isFirst, follow, ct);
            using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(ct));
            isFirst = false;
            while (await NextAsync(lines, ct) is { } line)
            {
                if (Take(line) is { } told) yield return told;
            }
            if (!follow) yield break;
        }
    }

    /// <summary>Null for the lines that are about the stream itself.</summary>
    private JournalLine? Take(string line)
    {
        using var json = JsonDocument.Parse(line);
        var kind = json.RootElement.GetProperty("kind").GetString();
        if (kind is not (StreamLine.Begin or StreamLine.Lost or StreamLine.At))
        {
            var happened = JsonSerializer.Deserialize(line, JournalJson.Readable.JournalEvent)!;
            position = happened.Sequence;
            return new(line, happened);
        }
        var about = JsonSerializer.Deserialize(line, StreamJson.Default.StreamLine)!;
        if (kind == StreamLine.Lost) complain($"{about.Events} events came faster than they were read, and are lost here");
        (position, run) = (about.Sequence, about.Run ?? run);
        return null;
    }

    private async Task<HttpResponseMessage> AskAsync(bool isFirst, bool follow, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var place = isFirst ? "" : $"&after={position}&run={run}";
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Url, $"{JournalStream.Path}?follow={(follow ? "true" : "false")}{(isFirst ? filter : Lasting(filter))}{place}"));
                if (emulator.ControlToken is { } token) request.Headers.Add(OrderEndpoint.TokenHeader, token);
                var reply = await emulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                if (reply.IsSuccessStatusCode) return reply;
                using (reply) throw CliFailure.Failed((await reply.Content.ReadAsStringAsync(ct)).TrimEnd());
            }
            catch (HttpRequestException gone)
            {
                if (isFirst || attempt == MaxAttempts) throw CliFailure.Failed($"No server answers at {emulator.Url.GetLeftPart(UriPartial.Authority)} any more ({gone.Message}).");
                if (attempt == 1) complain("The server does not answer; waiting for it");
                await Task.Delay(BetweenAttempts, TimeProvider.System, ct);
            }
        }
    }

    /// <summary>What was asked of the past is done with.</summary>
    private static string Lasting(string filter)
        => string.Concat(filter.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith("since=", StringComparison.Ordinal) && !part.StartsWith("last=", StringComparison.Ordinal)).Select(part => "&" + part));

    private static async Task<string?> NextAsync(StreamReader lines, CancellationToken ct)
    {
        try
        {
            return await lines.ReadLineAsync(ct);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Fc.Async;
using FcCreds.Storage;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Triggers.Timer;

/// <summary>
/// Fires timers by the life clock. When each fired last is a document: of several servers one writes the next time down and calls the
/// function. Times that the clock jumped over are fired once and counted; what passed while no server ran is gone.
/// </summary>
internal sealed partial class TimerTriggers(FunctionCatalog catalog, AsyncInvoker invoker, IDocumentStore documents, Clocks clocks, IJournal journal, ILogger<TimerTriggers> log) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>A server that starts beside others leaves to them what is due just now.</summary>
    private static readonly TimeSpan LongAgo = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (string Config, TimerSettings? Settings)> read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> lastFired = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private Task looking = Task.CompletedTask;

    public void Start() => looking = KeepLookingAsync(stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await looking;
        stopping.Dispose();
    }

    private async Task KeepLookingAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(BetweenLooks, clocks.Monotonic);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(ct)) return;
                foreach (var function in catalog.All)
                {
                    foreach (var trigger in function.Declaration.Triggers.Where(one => one.TriggerType == TimerSettings.Type)) await LookAsync(function, trigger, ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Log.NotFired(log, fault);
            }
        }
    }

    private async Task LookAsync(CataloguedFunction function, TriggerDeclaration trigger, CancellationToken ct)
    {
        var name = $"timers/{function.Declaration.AccountId}/{function.Declaration.Name}/{trigger.TriggerName}";
        if (SettingsOf(name, trigger) is not { IsEnabled: true } settings) return;
        var now = clocks.Life.GetUtcNow();
        if (lastFired.TryGetValue(name, out var known) && settings.Schedule.Due(known, now) is null) return;

        var kept = await documents.FindAsync(name, ct);
        if (kept is null)
        {
            // A timer that nobody has seen before begins to count now.
            await documents.PutAsync(name, Write(now), Precondition.Absent, ct);
            lastFired[name] = now;
            return;
        }
        var last = Read(kept);
        var isNew = !lastFired.ContainsKey(name);
        lastFired[name] = last;
        if (settings.Schedule.Due(last, now) is not var (at, missed)) return;
        if (isNew && now - at > LongAgo)
        {
            await documents.PutAsync(name, Write(at), Precondition.AtRevision(kept.Revision), ct);
            return;
        }
        if (await documents.PutAsync(name, Write(at), Precondition.AtRevision(kept.Revision), ct) is null) return;
        lastFired[name] = at;
        await FireAsync(function, trigger, settings, at, missed, ct);
    }

    private async Task FireAsync(CataloguedFunction function, TriggerDeclaration trigger, TimerSettings settings, DateTimeOffset at, int missed, CancellationToken ct)
    {
        var happened = new TimerEvent(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), trigger.TriggerName, settings.Payload);
        var accepted = await invoker.AcceptAsync(
            new()
            {
                FunctionName = function.Declaration.Name,
                AccountId = function.Declaration.AccountId,
                Qualifier = trigger.Qualifier,
                Event = JsonSerializer.SerializeToUtf8Bytes(happened, TimerJson.Plain.TimerEvent),
            },
            ct);
        var others = missed switch { 0 => "", int.MaxValue => " Many earlier times were passed over.", _ => $" {missed} earlier times were passed over." };
        journal.Append(new JournalNote
        {
            Kind = "trigger-fired",
            Message = $"{trigger.TriggerName} of {happened.TriggerTime} calls {function.Declaration.Name}.{others}",
            FunctionName = function.Declaration.Name,
            InvocationId = accepted.RequestId,
        });
    }

    private TimerSettings? SettingsOf(string name, TriggerDeclaration trigger)
    {
        if (read.TryGetValue(name, out var known) && known.Config == trigger.TriggerConfig) return known.Settings;
        var settings = TimerSettings.Read(trigger.TriggerConfig, []);
        read[name] = (trigger.TriggerConfig, settings);
        return settings;
    }

    private static byte[] Write(DateTimeOffset at) => Encoding.ASCII.GetBytes(at.ToString("O", CultureInfo.InvariantCulture));

    private static DateTimeOffset Read(Document document) => DateTimeOffset.Parse(Encoding.ASCII.GetString(document.Content.Span), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A timer could not be looked at or fired; it is tried again")]
        public static partial void NotFired(ILogger log, Exception fault);
    }
}

/// <summary>What a timer hands to its function (page "Time triggers").</summary>
internal sealed record TimerEvent(string TriggerTime, string TriggerName, string Payload);

[JsonSerializable(typeof(TimerEvent))]
internal sealed partial class TimerJson : JsonSerializerContext
{
    public static readonly TimerJson Plain = new(new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

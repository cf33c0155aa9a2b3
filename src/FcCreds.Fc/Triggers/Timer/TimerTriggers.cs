using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Core.Errors;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Fc.Async;
using FcCreds.Fc.Instances;
using FcCreds.Storage;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Triggers.Timer;

/// <summary>
/// Fires timers by the life clock. When each fired last is a document: of several servers one writes the next time down and calls the
/// function. Times that the clock jumped over are fired once and counted; what passed while no server ran is gone.
/// </summary>
internal sealed partial class TimerTriggers(FunctionCatalog catalog, AsyncInvoker invoker, InvocationRole role, IDocumentStore documents, Clocks clocks, IJournal journal, ILogger<TimerTriggers> log) : IAsyncDisposable
{
    private const string SessionName = "fc-timer";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>A server that starts beside others leaves to them what is due just now; and their clocks may be apart by less than this.</summary>
    private static readonly TimeSpan LongAgo = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (string Config, TimerSettings? Settings)> read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimerMark> marks = new(StringComparer.Ordinal);
    private Lookout? lookout;

    public void Start() => lookout = new("the look at timers", LookAtAllAsync, clocks, log, BetweenLooks);

    public ValueTask DisposeAsync() => lookout?.DisposeAsync() ?? default;

    /// <summary>Fires a timer at once, as if it were due, also one that is switched off; when it is due next stays as it was.</summary>
    /// <param name="functionName">Of the function.</param>
    /// <param name="accountId">Null for the first account that has one.</param>
    /// <param name="triggerName">Null for the function's only timer.</param>
    /// <param name="ct">Ends it before the call is accepted.</param>
    /// <returns>The timer's name and the call that was accepted.</returns>
    /// <exception cref="ServiceException">There is no such function or timer, or its call is refused.</exception>
    public async Task<(string TriggerName, AsyncInvocation Accepted)> FireNowAsync(string functionName, string? accountId, string? triggerName, CancellationToken ct)
    {
        var function = catalog.Find(functionName, accountId) ?? throw FcErrors.FunctionNotFound.Saying($"function '{functionName}' does not exist.");
        var timers = function.Declaration.Triggers.Where(one => one.TriggerType == TimerSettings.Type && (triggerName is null || one.TriggerName == triggerName)).ToList();
        if (timers is not [var trigger]) throw Unclear(function, triggerName, timers);
        var settings = TimerSettings.Read(trigger.TriggerConfig, []) ?? throw FcErrors.InvalidArgument.Saying($"the timer '{trigger.TriggerName}' of function '{functionName}' has no schedule that could be read");
        return (trigger.TriggerName, await CallAsync(function, trigger, settings, clocks.Life.GetUtcNow(), " It was fired by order.", ct));
    }

    private async Task LookAtAllAsync(CancellationToken ct)
    {
        foreach (var function in catalog.All)
        {
            foreach (var trigger in function.Declaration.Triggers.Where(one => one.TriggerType == TimerSettings.Type)) await TryAsync(function, trigger, ct);
        }
    }

    private async Task TryAsync(CataloguedFunction function, TriggerDeclaration trigger, CancellationToken ct)
    {
        try
        {
            await LookAsync(function, trigger, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // One timer that cannot be looked at keeps no other from firing.
            Log.NotLooked(log, trigger.TriggerName, function.Declaration.Name, fault);
        }
    }

    private async Task LookAsync(CataloguedFunction function, TriggerDeclaration trigger, CancellationToken ct)
    {
        var name = $"timers/{function.Declaration.AccountId}/{function.Declaration.Name}/{trigger.TriggerName}";
        var settings = SettingsOf(name, trigger);
        var (now, isKnown) = (clocks.Life.GetUtcNow(), marks.TryGetValue(name, out var known));
        if (isKnown && Counts(known!, trigger, now) && !IsDue(known!)) return;

        var document = await documents.FindAsync(name, ct);
        var kept = document is null ? null : JsonSerializer.Deserialize(document.Content.Span, TimerJson.Plain.TimerMark);
        if (document is null || kept is null || !Counts(kept, trigger, now))
        {
            await MarkAsync(now, document is null ? Precondition.Absent : Precondition.AtRevision(document.Revision));
            return;
        }
        marks[name] = kept;
        if (settings is not { IsEnabled: true } || settings.Schedule.Due(kept.At, now) is not var (at, missed)) return;
        if (await MarkAsync(at, Precondition.AtRevision(document.Revision)) && (isKnown || now - at <= LongAgo)) await FireAsync(function, trigger, settings, at, missed, ct);

        bool IsDue(TimerMark mark) => settings is { IsEnabled: true } && settings.Schedule.Due(mark.At, now) is not null;

        // Who is second reads what the first wrote, at the next look.
        async Task<bool> MarkAsync(DateTimeOffset time, Precondition precondition)
        {
            var mark = new TimerMark(time, trigger.TriggerId, trigger.TriggerConfig);
            if (await documents.PutAsync(name, JsonSerializer.SerializeToUtf8Bytes(mark, TimerJson.Plain.TimerMark), precondition, ct) is null) return false;
            marks[name] = mark;
            return true;
        }
    }

    /// <summary>Otherwise the timer begins to count now: nobody has seen it before, it was changed, made anew or switched on or off, or the clock was moved back.</summary>
    private static bool Counts(TimerMark mark, TriggerDeclaration trigger, DateTimeOffset now)
        => mark.TriggerId == trigger.TriggerId && mark.TriggerConfig == trigger.TriggerConfig && mark.At - now <= LongAgo;

    private async Task FireAsync(CataloguedFunction function, TriggerDeclaration trigger, TimerSettings settings, DateTimeOffset at, int missed, CancellationToken ct)
    {
        var others = missed switch { 0 => "", int.MaxValue => " Many earlier times were passed over.", _ => $" {missed} earlier times were passed over." };
        try
        {
            await CallAsync(function, trigger, settings, at, others, ct);
        }
        catch (ServiceException)
        {
            // It is told of; the next time may be allowed.
        }
    }

    /// <exception cref="ServiceException">The call is refused, of which the journal knows by then.</exception>
    private async Task<AsyncInvocation> CallAsync(CataloguedFunction function, TriggerDeclaration trigger, TimerSettings settings, DateTimeOffset at, string remark, CancellationToken ct)
    {
        var happened = new TimerEvent(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), trigger.TriggerName, settings.Payload);
        try
        {
            await role.CheckAsync(trigger, function.Declaration, FunctionCredentials.ServicePrincipal, SessionName, ct);
            var accepted = await invoker.AcceptAsync(
                new()
                {
                    FunctionName = function.Declaration.Name,
                    AccountId = function.Declaration.AccountId,
                    Qualifier = trigger.Qualifier,
                    Event = JsonSerializer.SerializeToUtf8Bytes(happened, TimerJson.Plain.TimerEvent),
                },
                ct);
            Tell(JournalNote.TriggerFired, $"{trigger.TriggerName} of {happened.TriggerTime} calls {function.Declaration.Name}.{remark}", accepted.RequestId);
            return accepted;
        }
        catch (ServiceException refused)
        {
            Tell("trigger-failed", $"The timer {trigger.TriggerName} of {happened.TriggerTime} could not call {function.Declaration.Name}: {refused.Message}", null);
            throw;
        }

        void Tell(string kind, string message, string? invocation)
            => journal.Append(new JournalNote { Kind = kind, Message = message, FunctionName = function.Declaration.Name, InvocationId = invocation });
    }

    private static ServiceException Unclear(CataloguedFunction function, string? triggerName, List<TriggerDeclaration> timers)
    {
        var name = function.Declaration.Name;
        if (timers.Count > 0) return FcErrors.InvalidArgument.Saying($"function '{name}' has several timers; name one of {string.Join(", ", timers.Select(one => one.TriggerName))}");
        return FcErrors.TriggerNotFound.Saying(triggerName is null ? $"function '{name}' has no timer" : $"timer '{triggerName}' does not exist in function '{name}'");
    }

    private TimerSettings? SettingsOf(string name, TriggerDeclaration trigger)
    {
        if (read.TryGetValue(name, out var known) && known.Config == trigger.TriggerConfig) return known.Settings;
        var settings = TimerSettings.Read(trigger.TriggerConfig, []);
        read[name] = (trigger.TriggerConfig, settings);
        return settings;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The timer {Timer} of {Function} could not be looked at or fired; it is looked at again")]
        public static partial void NotLooked(ILogger log, string timer, string function, Exception fault);
    }
}

/// <summary>What a timer hands to its function (page "Time triggers").</summary>
internal sealed record TimerEvent(string TriggerTime, string TriggerName, string Payload);

/// <summary>When a timer was due last, and which timer that was; a document.</summary>
/// <param name="At">Life clock.</param>
/// <param name="TriggerId">Null for what a configuration declares.</param>
/// <param name="TriggerConfig">A timer with another one counts from its change.</param>
internal sealed record TimerMark(DateTimeOffset At, string? TriggerId, string TriggerConfig);

[JsonSerializable(typeof(TimerEvent))]
[JsonSerializable(typeof(TimerMark))]
internal sealed partial class TimerJson : JsonSerializerContext
{
    public static readonly TimerJson Plain = new(new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

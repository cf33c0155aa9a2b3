using System.Collections.Concurrent;
using FcCreds.Core.Events;
using FcCreds.Core.Journal;
using FcCreds.Fc.Async;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Triggers.Oss;

/// <summary>
/// Calls functions for what happens to objects, asynchronously as the cloud does: the event is accepted before the client of OSS has its
/// answer. Tells of a function that writes where its own trigger listens, which in the cloud costs money until somebody notices.
/// </summary>
internal sealed partial class OssTriggers : IObjectEventSink
{
    /// <summary>Who assumes a trigger's role.</summary>
    public const string Service = "oss.aliyuncs.com";

    private const string SessionName = "oss-event-notification";

    private readonly FunctionCatalog catalog;
    private readonly AsyncInvoker invoker;
    private readonly InvocationRole role;
    private readonly IJournal journal;
    private readonly ILogger<OssTriggers> log;
    private readonly ConcurrentDictionary<string, int> loops = new(StringComparer.Ordinal);
    private volatile ILookup<string, OssTrigger>? byBucket;

    public OssTriggers(FunctionCatalog catalog, AsyncInvoker invoker, InvocationRole role, IJournal journal, ILogger<OssTriggers> log)
    {
        (this.catalog, this.invoker, this.role, this.journal, this.log) = (catalog, invoker, role, journal, log);
        catalog.Changed += () => byBucket = null;
    }

    private ILookup<string, OssTrigger> ByBucket => byBucket ??= catalog.All
        .SelectMany(function => function.Declaration.Triggers, (function, declaration) => OssTrigger.Read(declaration) is var (bucket, settings) ? new OssTrigger(function, declaration, settings, bucket) : null)
        .OfType<OssTrigger>()
        .ToLookup(trigger => trigger.Bucket, StringComparer.Ordinal);

    public bool Wants(string bucket) => ByBucket.Contains(bucket);

    public async Task TellAsync(ObjectEvent happened)
    {
        foreach (var trigger in ByBucket[happened.Bucket].Where(trigger => trigger.Settings.Wants(happened.EventName, happened.Key)))
        {
            try
            {
                await CallAsync(trigger, happened);
            }
            catch (Exception fault)
            {
                var message = $"The trigger {trigger.Declaration.TriggerName} could not call {trigger.Function.Declaration.Name} for oss://{happened.Bucket}/{happened.Key}: {fault.Message}";
                Log.NotCalled(log, message);
                Tell(trigger, "trigger-failed", message, null);
            }
        }
    }

    private async Task CallAsync(OssTrigger trigger, ObjectEvent happened)
    {
        var function = trigger.Function.Declaration;
        // In the cloud a trigger belongs to the account of both; a bucket elsewhere raises nothing here.
        if (happened.BucketOwnerId != function.AccountId) return;
        await role.CheckAsync(trigger.Declaration, function, Service, SessionName, CancellationToken.None);
        var accepted = await invoker.AcceptAsync(
            new() { FunctionName = function.Name, AccountId = function.AccountId, Qualifier = trigger.Declaration.Qualifier, Event = OssTriggerEvent.Of(happened, trigger.RuleId), CausedBy = happened.RequestId },
            CancellationToken.None);
        Tell(trigger, JournalNote.TriggerFired, $"{happened.EventName} of oss://{happened.Bucket}/{happened.Key} calls {function.Name} through {trigger.Declaration.TriggerName}.", accepted.RequestId, happened.RequestId);
        WarnOfLoop(trigger, happened);
    }

    /// <summary>Told the first time, the tenth, the hundredth …: a loop fills the log quickly enough.</summary>
    private void WarnOfLoop(OssTrigger trigger, ObjectEvent happened)
    {
        var function = trigger.Function.Declaration.Name;
        if (happened.SessionId is not { } session || journal.Read(new() { SessionId = session, Limit = int.MaxValue }).OfType<CredentialIssued>().LastOrDefault()?.FunctionName != function) return;
        var times = loops.AddOrUpdate(trigger.RuleId, 1, (_, before) => before + 1);
        if (Math.Log10(times) % 1 != 0) return;
        var where = trigger.Settings is { Prefix: "", Suffix: "" } ? "every key" : $"keys {trigger.Settings.Prefix}*{trigger.Settings.Suffix}";
        var message = $"{function} wrote oss://{happened.Bucket}/{happened.Key}, which calls {function} again through its own trigger {trigger.Declaration.TriggerName} ({where}); {(times == 1 ? "the first time" : $"{times} times so far")}. Write under another prefix, or narrow the trigger's filter.";
        Log.Loop(log, message);
        Tell(trigger, "trigger-loop", message, null);
    }

    private void Tell(OssTrigger trigger, string kind, string message, string? invocation, string? request = null)
        => journal.Append(new JournalNote { Kind = kind, Message = message, FunctionName = trigger.Function.Declaration.Name, InvocationId = invocation, RequestId = request });

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Message}")]
        public static partial void Loop(ILogger log, string message);

        [LoggerMessage(LogLevel.Warning, "{Message}")]
        public static partial void NotCalled(ILogger log, string message);
    }
}

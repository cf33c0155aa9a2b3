using FcCreds.Core.Journal;
using Microsoft.Extensions.Logging;

namespace FcCreds.Server.Control;

/// <summary>Mistakes of handlers (docs/handler-mistakes.md): those the journal has, and a line in the log for each when it is first seen.</summary>
internal static partial class FunctionMistakes
{
    /// <summary>Answer of <c>GET /_fccreds/mistakes</c>, oldest first.</summary>
    public static IReadOnlyList<JournalEvent> Of(IJournal journal, string? functionName)
        => [.. journal.Read(new() { FunctionName = functionName is { Length: > 0 } ? functionName : null, Limit = int.MaxValue }).OfType<HandlerMistake>()];

    /// <summary>Until the journal ends or it is cancelled. Under load the same mistake comes with every call: the log has it once.</summary>
    public static async Task LogAsync(IJournal journal, ILogger log, CancellationToken ct)
    {
        var told = new HashSet<(string, string?)>();
        try
        {
            await foreach (var happened in journal.FollowAsync(ct))
            {
                if (happened is HandlerMistake mistake && told.Add((mistake.Rule, mistake.FunctionName))) Log.Seen(log, mistake.FunctionName, mistake.Rule, mistake.Message, mistake.Advice);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Function}: {Rule}: {Message} {Advice}")]
        public static partial void Seen(ILogger log, string? function, string rule, string message, string advice);
    }
}

using FcCreds.Cli.Terminals;
using FcCreds.Core.Functions;
using FcCreds.Core.Journal;
using FcCreds.Fc;
using FcCreds.Server;
using Spectre.Console;

namespace FcCreds.Cli.Development;

/// <summary>What functions log and ask for, as it happens. Each line begins with the function and the end of its request id.</summary>
internal sealed class LogStream(Rooms rooms, IAnsiConsole console)
{
    private const int IdLength = 6;

    private readonly Lock writing = new();

    public async Task RunAsync(CancellationToken ct)
    {
        rooms.Functions.Ended += Print;
        try
        {
            await foreach (var happened in rooms.Journal.FollowAsync(ct)) Print(happened);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The end.
        }
        finally
        {
            rooms.Functions.Ended -= Print;
        }
    }

    /// <summary>A line of our own.</summary>
    public void Say(string sentence)
    {
        lock (writing) console.Say($"[bold]{sentence}.[/]");
    }

    private void Print(FunctionDeclaration function, InvocationResult result)
    {
        lock (writing)
        {
            foreach (var line in result.Log.TrimEnd('\n').Split('\n'))
            {
                if (line.Length == 0) continue;
                if (IsPlatform(line)) console.Say($"{Head(function.Name, result.RequestId)} [grey]{line}[/]");
                else console.Say($"{Head(function.Name, result.RequestId)} {line}");
            }
            if (result.FunctionError is { } error) console.Say($"{Head(function.Name, result.RequestId)} [red]{error}[/]");
        }
    }

    private void Print(JournalEvent happened)
    {
        lock (writing)
        {
            switch (happened)
            {
                case ServiceCalled { FunctionName: { } function, InvocationId: { } invocation } call when call.RequestId != invocation:
                    if (call.Status < 400) console.Say($"{Head(function, invocation)} [green]{call.Operation}[/] {call.Resource} {call.Status}");
                    else console.Say($"{Head(function, invocation)} [red]{call.Operation}[/] {call.Resource} {call.Status} {call.Code}");
                    break;
                case HandlerMistake mistake:
                    console.Say($"{Head(mistake.FunctionName ?? "", mistake.InvocationId ?? "")} [yellow]mistake[/] {mistake.Message} [yellow]{mistake.Advice}[/]");
                    break;
                case JournalNote { FunctionName: { } function } note:
                    console.Say($"{Head(function, "")} [yellow]note[/] {note.Message}");
                    break;
            }
        }
    }

    private static string Head(string function, string requestId) => requestId.Length < IdLength ? function : $"{function} {requestId[^IdLength..]}";

    private static bool IsPlatform(string line)
        => line.StartsWith("FC ", StringComparison.Ordinal) || line.StartsWith("FunctionCompute ", StringComparison.Ordinal) || line.StartsWith("Duration: ", StringComparison.Ordinal);
}

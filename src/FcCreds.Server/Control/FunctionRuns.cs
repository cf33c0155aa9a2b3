using System.Text;
using System.Text.Json;
using FcCreds.Core.Errors;
using FcCreds.Core.Functions;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Fc;

namespace FcCreds.Server.Control;

/// <summary>Runs what <c>fccreds invoke</c> orders, and tells everything the journal has about it.</summary>
internal sealed class FunctionRuns(string accountId, FunctionCatalog catalog, IFunctionInvoker invoker, IJournal journal, IdSource ids, Clocks clocks)
{
    public async Task<InvocationReport> RunAsync(InvocationOrder order, CancellationToken ct)
    {
        var function = Declare(order);
        var began = clocks.Wire.GetUtcNow();
        var request = new InvocationRequest { FunctionName = function.Name, Event = order.Event, RequestId = ids.FcRequestId() };
        try
        {
            var result = await invoker.InvokeAsync(request, ct);
            return Report(function, began, result);
        }
        catch (ServiceException refused)
        {
            return Report(function, began, Refused(refused, request.RequestId)) with { Refusal = new(refused.Error.Code, refused.Message) };
        }
    }

    private FunctionDeclaration Declare(InvocationOrder order)
    {
        if (order.Function is { } whole)
        {
            // Only a function that is kept has its code fetched.
            if (whole.CodeObject is not null && catalog.Find(whole.Name) is { IsKept: true } fetched) return fetched.Declaration;
            // A folder must not take the place of a declared function that happens to share its name.
            while (catalog.Find(whole.Name) is { } other && other.Declaration.CodePath != whole.CodePath) whole = whole with { Name = whole.Name + "-local" };
            if (order.KeepInstances && catalog.Find(whole.Name) is { } kept) return kept.Declaration;
            catalog.Declare(whole);
            return whole;
        }
        var known = catalog.Find(order.FunctionName ?? "")?.Declaration ?? throw FcErrors.FunctionNotFound.Saying(Missing(order.FunctionName));
        if (order is { Handler: null, Runtime: null, Role: null, DebugPort: null }) return known;
        var changed = known with
        {
            Name = known.Name + "-changed",
            Handler = order.Handler ?? known.Handler,
            Runtime = order.Runtime ?? known.Runtime,
            DebugPort = order.DebugPort,
            RoleArn = order.Role is null ? known.RoleArn : RoleNames.Arn(order.Role, accountId),
        };
        catalog.Declare(changed);
        return changed;
    }

    private string Missing(string? name)
    {
        var known = string.Join(", ", catalog.All.Select(one => one.Declaration.Name));
        return $"function '{name}' does not exist; {(known.Length == 0 ? "none is declared" : $"declared are {known}")}.";
    }

    private InvocationReport Report(FunctionDeclaration function, DateTimeOffset began, InvocationResult result)
    {
        var events = journal.Read(new() { InvocationId = result.RequestId, Limit = int.MaxValue });
        var started = events.OfType<InvocationStarted>().FirstOrDefault();
        return new()
        {
            RequestId = result.RequestId,
            StatusCode = result.StatusCode,
            FunctionError = result.FunctionError,
            Result = Encoding.UTF8.GetString(result.Body.Span),
            ResultBase64 = Convert.ToBase64String(result.Body.Span),
            Logs = result.Log,
            DurationMs = result.Duration.TotalMilliseconds,
            Mistakes = [.. events.OfType<HandlerMistake>().Select(MistakeReport.Of)],
            Calls = [.. events.OfType<ServiceCalled>().Select(Call)],
            Function = new()
            {
                Name = function.Name,
                Handler = function.Handler,
                Runtime = function.Runtime,
                Interpreter = started?.Interpreter,
                Role = function.RoleArn,
            },
            ColdStart = started?.ColdStart ?? false,
            Notes = [.. NotesSince(function.Name, began, started?.Sequence).Distinct()],
        };
    }

    /// <summary>Notes on the function since it was asked for, and what nobody signed for while it ran, such as refused traffic.</summary>
    private IEnumerable<string> NotesSince(string functionName, DateTimeOffset began, long? started)
    {
        var ofFunction = journal.Read(new() { FunctionName = functionName, Limit = int.MaxValue }).Where(note => note.Time >= began);
        var ofNobody = started is { } sequence ? journal.Read(new() { AfterSequence = sequence, Limit = int.MaxValue }).Where(note => note.FunctionName is null) : [];
        return ofFunction.Concat(ofNobody).OfType<JournalNote>().OrderBy(note => note.Sequence).Select(note => note.Message);
    }

    private static InvocationResult Refused(ServiceException refused, string requestId) => new()
    {
        RequestId = requestId,
        StatusCode = refused.Error.Status,
        Body = JsonSerializer.SerializeToUtf8Bytes(new(refused.Error.Code, refused.Message), OrderJson.Default.OrderRefusal),
        Log = "",
        Duration = TimeSpan.Zero,
        MaxMemoryMb = 0,
        InstanceId = "",
    };

    private static CallReport Call(ServiceCalled called) => new()
    {
        Service = called.Service,
        Operation = called.Operation,
        Resource = called.Resource,
        Principal = called.Principal,
        SessionId = called.SessionId,
        Decision = called.Decision,
        Statement = called.Statement,
        Status = called.Status,
        Code = called.Code,
        Ec = called.Ec,
        RequestId = called.RequestId,
        Size = called.Size,
        DurationMs = called.DurationMs,
        Read = called.Read,
        Needed = called.Needed,
    };
}

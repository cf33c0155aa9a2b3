using System.Collections.Concurrent;

namespace FcCreds.Fc;

/// <summary>Holds functions to the concurrency that is reserved for them: one call more is answered with ResourceExhausted.</summary>
internal sealed class ReservedConcurrency
{
    private readonly ConcurrentDictionary<string, int> running = new(StringComparer.Ordinal);

    /// <summary>A place for one call, until it is disposed. Calls count whether or not the function has a limit: it may get one meanwhile.</summary>
    public IDisposable Enter(CataloguedFunction function)
    {
        var arn = function.Declaration.Arn;
        var now = running.AddOrUpdate(arn, 1, (_, before) => before + 1);
        if (!(now > function.ReservedConcurrency)) return new Place(running, arn);
        Leave(running, arn);
        throw FcErrors.ResourceExhausted.Saying($"function '{function.Declaration.Name}' has {function.ReservedConcurrency} reserved concurrent instances, and all are busy");
    }

    private static void Leave(ConcurrentDictionary<string, int> running, string arn)
    {
        // Not left behind at zero: names of functions come and go.
        if (running.AddOrUpdate(arn, 0, (_, before) => before - 1) == 0) running.TryRemove(KeyValuePair.Create(arn, 0));
    }

    private sealed class Place(ConcurrentDictionary<string, int> running, string arn) : IDisposable
    {
        public void Dispose() => Leave(running, arn);
    }
}

using System.Collections.Frozen;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>Every http trigger there is now, by function and by host name. What cannot be read is left out: who declares a trigger has it checked.</summary>
internal sealed class HttpTriggers
{
    private readonly FunctionCatalog catalog;
    private volatile Index? index;
    private long changes;

    public HttpTriggers(FunctionCatalog catalog)
    {
        this.catalog = catalog;
        catalog.Changed += () => Interlocked.Increment(ref changes);
    }

    /// <summary>In the order of the functions' names.</summary>
    public IReadOnlyList<HttpTrigger> All => Current.All;

    private Index Current
    {
        get
        {
            // Read before the catalogue is: a change in between makes the index old at once, never one that stays.
            var now = Interlocked.Read(ref changes);
            return index is { } known && known.Changes == now ? known : index = Index.Of(catalog, now);
        }
    }

    /// <summary>In an account, or in the first that has one.</summary>
    public HttpTrigger? Find(string functionName, string qualifier, string? accountId = null) => Current.ByFunction.GetValueOrDefault((functionName, qualifier, accountId));

    /// <summary>By the first label of a host name: the whole prefix, or the function's name alone for its LATEST.</summary>
    public HttpTrigger? FindByPrefix(string prefix) => Current.ByPrefix.GetValueOrDefault(prefix);

    private sealed record Index(long Changes, IReadOnlyList<HttpTrigger> All)
    {
        /// <summary>By name, qualifier and account; without an account, the first.</summary>
        public required FrozenDictionary<(string, string, string?), HttpTrigger> ByFunction { get; init; }

        public required FrozenDictionary<string, HttpTrigger> ByPrefix { get; init; }

        public static Index Of(FunctionCatalog catalog, long changes)
        {
            var all = catalog.All.SelectMany(function => function.Declaration.Triggers, Read).OfType<HttpTrigger>().ToArray();
            var byFunction = new Dictionary<(string, string, string?), HttpTrigger>();
            var byPrefix = new Dictionary<string, HttpTrigger>(StringComparer.Ordinal);
            foreach (var trigger in all)
            {
                var function = trigger.Function.Declaration;
                if (!byFunction.TryAdd((function.Name, trigger.Qualifier, function.AccountId), trigger)) continue;
                byFunction.TryAdd((function.Name, trigger.Qualifier, null), trigger);
                byPrefix.TryAdd(trigger.DomainPrefix, trigger);
            }
            // After all whole prefixes, which nobody's short name takes away.
            foreach (var trigger in all.Where(trigger => trigger.Qualifier == HttpTrigger.DefaultQualifier)) byPrefix.TryAdd(HttpTrigger.LabelOf(trigger.Function.Declaration.Name), trigger);
            return new(changes, all) { ByFunction = byFunction.ToFrozenDictionary(), ByPrefix = byPrefix.ToFrozenDictionary(StringComparer.Ordinal) };
        }

        private static HttpTrigger? Read(CataloguedFunction function, TriggerDeclaration declaration)
        {
            List<SettingsProblem> problems = [];
            if (declaration.TriggerType != HttpTrigger.Type || HttpTriggerSettings.Read(declaration.TriggerConfig, problems) is not { } settings || problems.Count > 0) return null;
            return new(function, declaration, settings);
        }
    }
}

using System.Collections.Frozen;

namespace FcCreds.Fc.Triggers.Http;

/// <summary>Every http trigger there is now, by function and by host name. What cannot be read is left out: who declares a trigger has it checked.</summary>
internal sealed class HttpTriggers
{
    private readonly FunctionCatalog catalog;
    private volatile Index? index;

    public HttpTriggers(FunctionCatalog catalog)
    {
        this.catalog = catalog;
        catalog.Changed += () => index = null;
    }

    /// <summary>In the order of the functions' names.</summary>
    public IReadOnlyList<HttpTrigger> All => Current.All;

    private Index Current => index ??= Index.Of(catalog);

    public HttpTrigger? Find(string functionName, string qualifier) => Current.ByFunction.GetValueOrDefault((functionName, qualifier));

    /// <summary>By the first label of a host name: the whole prefix, or the function's name alone for its LATEST.</summary>
    public HttpTrigger? FindByPrefix(string prefix) => Current.ByPrefix.GetValueOrDefault(prefix);

    private sealed record Index(IReadOnlyList<HttpTrigger> All, FrozenDictionary<(string, string), HttpTrigger> ByFunction, FrozenDictionary<string, HttpTrigger> ByPrefix)
    {
        public static Index Of(FunctionCatalog catalog)
        {
            var all = catalog.All.SelectMany(function => function.Declaration.Triggers, Read).OfType<HttpTrigger>().ToArray();
            var byFunction = new Dictionary<(string, string), HttpTrigger>();
            var byPrefix = new Dictionary<string, HttpTrigger>(StringComparer.Ordinal);
            foreach (var trigger in all) byFunction.TryAdd((trigger.Function.Declaration.Name, trigger.Qualifier), trigger);
            foreach (var trigger in byFunction.Values) byPrefix.TryAdd(trigger.DomainPrefix, trigger);
            foreach (var trigger in byFunction.Values.Where(trigger => trigger.Qualifier == HttpTrigger.DefaultQualifier))
                byPrefix.TryAdd(HttpTrigger.LabelOf(trigger.Function.Declaration.Name), trigger);
            return new(all, byFunction.ToFrozenDictionary(), byPrefix.ToFrozenDictionary(StringComparer.Ordinal));
        }

        private static HttpTrigger? Read(CataloguedFunction function, TriggerDeclaration declaration)
        {
            List<SettingsProblem> problems = [];
            if (declaration.TriggerType != HttpTrigger.Type || HttpTriggerSettings.Read(declaration.TriggerConfig, problems) is not { } settings || problems.Count > 0) return null;
            return new(function, declaration, settings);
        }
    }
}

namespace FcCreds.Fc.Runtimes;

/// <summary>Finds the interpreter for a runtime: the exact version in the best place, else the nearest newer one under the same contract.</summary>
internal sealed class Interpreters(FcOptions options, TimeProvider monotonic)
{
    private readonly InterpreterProbe probe = new(monotonic);

    public async Task<InterpreterChoice> FindAsync(FunctionRuntime runtime, string codePath)
    {
        if (InterpreterLanguage.Of(runtime) is not { } language) return new(null, $"{runtime.Id} needs no interpreter");
        if (language.Chosen(options) is { } chosen) return await JudgeChosenAsync(language, runtime, chosen);

        Interpreter? nearest = null;
        foreach (var path in language.Places(runtime.Version, codePath).Distinct())
        {
            if (await probe.AskAsync(language, path) is not { } found) continue;
            if (language.IsExact(found.Version, runtime.Version)) return new(found);
            if (language.CanStandIn(found.Version, runtime.Version) && (nearest is null || found.Version < nearest.Version)) nearest = found;
        }
        return nearest is null || options.ExactRuntime ? new(null, Missing(language, runtime)) : new(nearest, StandsIn(language, nearest, runtime));
    }

    private async Task<InterpreterChoice> JudgeChosenAsync(InterpreterLanguage language, FunctionRuntime runtime, string path)
    {
        if (await probe.AskAsync(language, path) is not { } found) return new(null, $"{path} is not a {language.Name} that runs; give {language.Option} the path of one");
        if (language.IsExact(found.Version, runtime.Version)) return new(found);
        if (options.ExactRuntime || !language.CanStandIn(found.Version, runtime.Version))
            return new(null, $"{path} is {language.Name} {found.Version}, which cannot run {runtime.Id}; {Fix(language, runtime)}");
        return new(found, StandsIn(language, found, runtime));
    }

    private static string StandsIn(InterpreterLanguage language, Interpreter found, FunctionRuntime runtime)
        => $"{runtime.Id} runs on {language.Name} {found.Version} ({found.Path}) with {runtime.Id}'s context and events; for the exact version {Fix(language, runtime)}";

    private static string Missing(InterpreterLanguage language, FunctionRuntime runtime)
        => $"no {language.Name} {language.Said(runtime.Version)} for runtime {runtime.Id} was found; {Fix(language, runtime)}";

    private static string Fix(InterpreterLanguage language, FunctionRuntime runtime)
        => $"run `{language.Install(runtime.Version)}`, or give {language.Option} the path of a {language.Name} {language.Said(runtime.Version)}";
}

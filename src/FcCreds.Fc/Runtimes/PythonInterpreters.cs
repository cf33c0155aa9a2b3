namespace FcCreds.Fc.Runtimes;

/// <summary>Finds the interpreter for a runtime: the exact version in the best place, else the nearest newer Python 3 under the same contract.</summary>
internal sealed class PythonInterpreters(FcOptions options, TimeProvider monotonic)
{
    private readonly InterpreterProbe probe = new(monotonic);

    public async Task<InterpreterChoice> FindAsync(PythonRuntime runtime, string codePath)
    {
        if (options.PythonPath is { } chosen) return await JudgeChosenAsync(runtime, chosen);

        PythonInterpreter? nearest = null;
        foreach (var path in Places(runtime, codePath))
        {
            if (await probe.AskAsync(path) is not { } found) continue;
            if (IsExact(found, runtime)) return new(found);
            if (CanStandIn(found, runtime) && (nearest is null || found.Version < nearest.Version)) nearest = found;
        }
        return nearest is null || options.ExactRuntime ? new(null, Missing(runtime)) : new(nearest, StandsIn(nearest, runtime));
    }

    private static IEnumerable<string> Places(PythonRuntime runtime, string codePath)
        => InterpreterPlaces.VirtualEnvironments(codePath)
            .Concat(InterpreterPlaces.Pyenv(runtime.Version))
            .Concat(InterpreterPlaces.SearchPath(runtime.Version))
            .Distinct();

    private async Task<InterpreterChoice> JudgeChosenAsync(PythonRuntime runtime, string path)
    {
        if (await probe.AskAsync(path) is not { } found) return new(null, $"{path} is not a Python that runs; give --python the path of one");
        if (IsExact(found, runtime)) return new(found);
        if (options.ExactRuntime || !CanStandIn(found, runtime))
            return new(null, $"{path} is Python {found.Version}, which cannot run {runtime.Id}; {Fix(runtime)}");
        return new(found, StandsIn(found, runtime));
    }

    private static bool IsExact(PythonInterpreter found, PythonRuntime runtime)
        => found.Version.Major == runtime.Version.Major && found.Version.Minor == runtime.Version.Minor;

    /// <summary>A newer Python 3 can keep the contract of an older one; nothing stands in for Python 2, whose events are text.</summary>
    private static bool CanStandIn(PythonInterpreter found, PythonRuntime runtime)
        => runtime.Version.Major == 3 && found.Version.Major == 3 && found.Version.Minor > runtime.Version.Minor;

    private static string StandsIn(PythonInterpreter found, PythonRuntime runtime)
        => $"{runtime.Id} runs on Python {found.Version} ({found.Path}) with {runtime.Id}'s context and events; for the exact version {Fix(runtime)}";

    private static string Missing(PythonRuntime runtime)
        => $"no Python {runtime.Version} for runtime {runtime.Id} was found; {Fix(runtime)}";

    private static string Fix(PythonRuntime runtime)
        => $"run `pyenv install {runtime.Version}`, or give --python the path of a Python {runtime.Version}";
}

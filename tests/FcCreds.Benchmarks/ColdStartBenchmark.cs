using System.Diagnostics;
using System.Globalization;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Benchmarks;

/// <summary>The first call of a function, through the invoke API, beside its interpreter starting for nothing. Both take turns.</summary>
internal static class ColdStartBenchmark
{
    /// <summary>So many functions of each kind does the configuration have: a function is cold only once.</summary>
    private const int Functions = 7;

    public static async Task RunAsync(InvokeBenchmark invoke)
    {
        await CompareAsync(invoke, "Python", "python3.10", "cold-python", ["-c", "pass"]);
        await CompareAsync(invoke, "Node.js", "nodejs20", "cold-node", ["-e", "0"]);
    }

    private static async Task CompareAsync(InvokeBenchmark invoke, string language, string runtime, string function, string[] nothing)
    {
        var interpreters = new Interpreters(new() { RuntimeApiAuthority = () => "" }, TimeProvider.System);
        var interpreter = (await interpreters.FindAsync(FunctionRuntime.Find(runtime)!, AppContext.BaseDirectory)).Interpreter;
        if (interpreter is null) return;
        var cold = new List<double>();
        var bare = new List<double>();
        // The first of each is not counted: the server looks for interpreters then.
        for (var i = 0; i < Functions; i++)
        {
            bare.Add(await StartAsync(interpreter.Path, nothing));
            cold.Add(await invoke.OnceAsync($"{function}-{i}"));
        }
        var (mine, other) = (Table.Median(cold.Skip(1)), Table.Median(bare.Skip(1)));
        Table.Row($"first call of an empty {language} handler", InvokeBenchmark.Milliseconds(mine), $"{language} started for nothing: {InvokeBenchmark.Milliseconds(other)}", (mine / other).ToString("F2", CultureInfo.InvariantCulture) + " ×", "≤ 1.5 ×");
    }

    private static async Task<double> StartAsync(string executable, string[] arguments)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(executable, arguments);
        await process.WaitForExitAsync();
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }
}

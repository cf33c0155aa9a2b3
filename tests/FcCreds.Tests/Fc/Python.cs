using FcCreds.Fc.Runtimes;

namespace FcCreds.Tests.Fc;

/// <summary>The runtimes as theory data, and the skip when a machine lacks one.</summary>
internal static class Python
{
    public static readonly TheoryData<string> Runtimes = [.. FunctionRuntime.All.Where(runtime => runtime.Family == RuntimeFamily.Python).Select(runtime => runtime.Id)];

    public static readonly TheoryData<string> Python3Runtimes = [.. FunctionRuntime.All.Where(runtime => runtime.Family == RuntimeFamily.Python && runtime.Version.Major == 3).Select(runtime => runtime.Id)];

    private static readonly Interpreters Exact = new(new() { RuntimeApiAuthority = () => "", ExactRuntime = true }, TimeProvider.System);

    public static Task RequireAsync(string runtime) => FindAsync(runtime);

    public static async Task<Interpreter> FindAsync(string runtime)
    {
        var choice = await Exact.FindAsync(FunctionRuntime.Find(runtime)!, Path.GetTempPath());
        if (choice.Interpreter is null) Assert.Skip(choice.Message!);
        return choice.Interpreter!;
    }
}

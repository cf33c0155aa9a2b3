using FcCreds.Fc.Runtimes;

namespace FcCreds.Tests.Fc;

/// <summary>The Node.js runtimes as theory data; whatever Node.js there is may stand in, but the newest runtime must be met.</summary>
internal static class Node
{
    public static readonly TheoryData<string> Runtimes = [.. FunctionRuntime.All.Where(runtime => runtime.Family == RuntimeFamily.NodeJs).Select(runtime => runtime.Id)];

    private static readonly Interpreters Any = new(new() { RuntimeApiAuthority = () => "" }, TimeProvider.System);

    public static async Task RequireAsync(string runtime)
    {
        var choice = await Any.FindAsync(FunctionRuntime.Find(runtime)!, Path.GetTempPath());
        if (choice.Interpreter is null) Assert.Skip(choice.Message!);
    }
}

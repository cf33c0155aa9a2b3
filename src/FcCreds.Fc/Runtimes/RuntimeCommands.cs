namespace FcCreds.Fc.Runtimes;

/// <summary>From a function's runtime to the command that starts an instance of it.</summary>
internal sealed class RuntimeCommands(FcOptions options, RuntimeFiles files, TimeProvider monotonic)
{
    private readonly Interpreters interpreters = new(options, monotonic);

    /// <exception cref="Core.Errors.ServiceException">There is nothing on this machine to run it with.</exception>
    public async Task<RuntimeCommand> ForAsync(FunctionRuntime runtime, FunctionDeclaration function)
    {
        var choice = await interpreters.FindAsync(runtime, function.CodePath);
        var interpreter = choice.Interpreter ?? throw FcErrors.FunctionNotStarted.Saying(choice.Message!);
        return runtime.Family switch
        {
            RuntimeFamily.Python => Python(interpreter),
            _ => NodeJs(interpreter),
        } with
        { Warning = choice.Message };
    }

    private RuntimeCommand Python(Interpreter interpreter) => new($"Python {interpreter.Version} ({interpreter.Path})", [interpreter.Path, files.PythonBootstrap])
    {
        Variables = new Dictionary<string, string> { ["PATH"] = FirstInPath(interpreter), ["PYTHONUSERBASE"] = interpreter.UserBase ?? "" },
    };

    private RuntimeCommand NodeJs(Interpreter interpreter) => new($"Node.js {interpreter.Version} ({interpreter.Path})", [interpreter.Path, files.NodeBootstrap])
    {
        Variables = new Dictionary<string, string> { ["PATH"] = FirstInPath(interpreter) },
    };

    /// <summary>So that what a handler starts by name is the same interpreter.</summary>
    private static string FirstInPath(Interpreter interpreter)
        => $"{Path.GetDirectoryName(interpreter.Path)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
}

namespace FcCreds.Fc.Runtimes;

/// <summary>From a function's runtime to the command that starts an instance of it.</summary>
internal sealed class RuntimeCommands(FcOptions options, RuntimeFiles files, TimeProvider monotonic)
{
    private readonly Interpreters interpreters = new(options, monotonic);

    /// <exception cref="Core.Errors.ServiceException">There is nothing on this machine to run it with.</exception>
    public async Task<RuntimeCommand> ForAsync(FunctionRuntime runtime, FunctionDeclaration function) => runtime.Family switch
    {
        RuntimeFamily.Go or RuntimeFamily.Custom when function.DebugPort is not null => throw FcErrors.InvalidArgument.Saying($"a debugger can be attached to Python and Node.js handlers; {runtime.Id} is started by your own command, which can do it"),
        RuntimeFamily.Go => Executable($"/code/{function.Handler}", [], function),
        RuntimeFamily.Custom => Custom(function),
        _ => await InterpretedAsync(runtime, function),
    };

    private async Task<RuntimeCommand> InterpretedAsync(FunctionRuntime runtime, FunctionDeclaration function)
    {
        var choice = await interpreters.FindAsync(runtime, function.CodePath);
        var interpreter = choice.Interpreter ?? throw FcErrors.FunctionNotStarted.Saying(choice.Message!);
        var isPython = runtime.Family == RuntimeFamily.Python;
        return new($"{(isPython ? "Python" : "Node.js")} {interpreter.Version} ({interpreter.Path})", [interpreter.Path, isPython ? files.PythonBootstrap : files.NodeBootstrap])
        {
            Variables = LanguageVariables.Of(interpreter, new(function)),
            Warning = choice.Message,
        };
    }

    private static RuntimeCommand Custom(FunctionDeclaration function)
    {
        var config = function.CustomRuntimeConfig ?? new();
        return config.Command.Count > 0
            ? Executable(config.Command[0], [.. config.Command.Skip(1), .. config.Args], function)
            : Executable("/code/bootstrap", config.Args, function);
    }

    private static RuntimeCommand Executable(string there, IReadOnlyList<string> arguments, FunctionDeclaration function)
    {
        var paths = new CloudPaths(function);
        var path = paths.Here(there);
        // As a program finds itself: relative to the working folder, which is the code's.
        if (path.Contains('/', StringComparison.Ordinal)) path = Path.GetFullPath(path, function.CodePath);
        var configured = string.Join(' ', [there, .. arguments]);
        StartFile.Require(path, there, configured);
        return new(path, [path, .. arguments.Select(paths.Here)]) { Configured = configured };
    }
}

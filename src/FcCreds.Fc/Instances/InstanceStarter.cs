using System.Collections.Concurrent;
using System.ComponentModel;
using System.Security.Cryptography;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Sessions;
using FcCreds.Core.Time;
using FcCreds.Fc.Runtimes;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Instances;

/// <summary>Cold start: interpreter, credentials for the environment, capability, process.</summary>
internal sealed partial class InstanceStarter(
    FunctionCredentials credentials,
    PythonInterpreters interpreters,
    PythonBootstrap bootstrap,
    FcOptions options,
    Clocks clocks,
    IdSource ids,
    IJournal journal,
    ILogger<InstanceStarter> logger)
{
    private readonly ConcurrentDictionary<string, bool> told = new();

    public async Task<FunctionInstance> StartAsync(CataloguedFunction source, CancellationToken ct)
    {
        var function = source.Declaration;
        var runtime = PythonRuntime.Find(function.Runtime)
            ?? throw FcErrors.InvalidArgument.Saying($"runtime '{function.Runtime}' is not supported; supported are {string.Join(", ", PythonRuntime.All.Select(one => one.Id))}");
        if (!Directory.Exists(function.CodePath))
            throw FcErrors.FunctionNotStarted.Saying($"the code folder '{function.CodePath}' of function '{function.Name}' does not exist");

        var choice = await interpreters.FindAsync(runtime, function.CodePath);
        var interpreter = choice.Interpreter ?? throw FcErrors.FunctionNotStarted.Saying(choice.Message!);
        if (choice.Message is { } warning) Warn(warning, function.Name);

        var instanceId = ids.FcInstanceId();
        var capability = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var plan = new InstancePlan
        {
            InstanceId = instanceId,
            Function = function,
            Runtime = runtime,
            Interpreter = interpreter,
            Arguments = bootstrap.ArgumentsFor(interpreter),
            Capability = capability,
            RuntimeApi = $"{options.RuntimeApiAuthority()}/_fccreds/runtime/{capability}",
            OutputMarker = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Home = bootstrap.Home,
            Credentials = await credentials.AssumeAsync(function, SessionScope.Instance, null, instanceId, ct),
        };
        try
        {
            var instance = new FunctionInstance(plan, source, options, clocks);
            Log.Started(logger, instanceId, function.Name, interpreter.Path);
            return instance;
        }
        catch (Win32Exception error)
        {
            throw FcErrors.FunctionNotStarted.Saying($"{interpreter.Path} cannot be started: {error.Message}");
        }
    }

    private void Warn(string warning, string function)
    {
        if (!told.TryAdd(warning, true)) return;
        Log.Warned(logger, warning);
        journal.Append(new JournalNote { Kind = "interpreter", Message = warning, FunctionName = function });
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "instance {InstanceId} of {Function} started on {Interpreter}")]
        public static partial void Started(ILogger logger, string instanceId, string function, string interpreter);

        [LoggerMessage(LogLevel.Warning, "{Warning}")]
        public static partial void Warned(ILogger logger, string warning);
    }
}

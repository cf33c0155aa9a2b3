using System.Collections.Concurrent;
using System.ComponentModel;
using System.Security.Cryptography;
using FcCreds.Core.Ids;
using FcCreds.Core.Journal;
using FcCreds.Core.Time;
using FcCreds.Fc.Runtimes;
using Microsoft.Extensions.Logging;

namespace FcCreds.Fc.Instances;

/// <summary>Cold start: command, credentials for the environment, capability, process.</summary>
internal sealed partial class InstanceStarter(
    FunctionCredentials credentials,
    RuntimeCommands commands,
    RuntimeFiles files,
    InstanceDirectory directory,
    FcOptions options,
    Clocks clocks,
    IdSource ids,
    IJournal journal,
    ILogger<InstanceStarter> logger)
{
    private readonly ConcurrentDictionary<string, bool> told = new();
    private readonly ListenPorts ports = new();

    public async Task<FunctionInstance> StartAsync(CataloguedFunction source, CancellationToken ct)
    {
        var function = options.DebugPorts?.Of(source.Declaration) is { } debugPort ? source.Declaration with { DebugPort = debugPort } : source.Declaration;
        var runtime = FunctionRuntime.Find(function.Runtime)
            ?? throw FcErrors.InvalidArgument.Saying($"runtime '{function.Runtime}' is not supported; supported are {string.Join(", ", FunctionRuntime.All.Select(one => one.Id))}");
        if (!Directory.Exists(function.CodePath))
            throw FcErrors.FunctionNotStarted.Saying($"the code folder '{function.CodePath}' of function '{function.Name}' does not exist");

        var command = await commands.ForAsync(runtime, function);
        if (command.Warning is { } warning) Warn(warning, function.Name);

        var instanceId = ids.FcInstanceId();
        var capability = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var plan = new InstancePlan
        {
            InstanceId = instanceId,
            Function = function,
            Runtime = runtime,
            Command = command,
            Launcher = files.Launcher,
            Capability = capability,
            RuntimeApi = $"{options.RuntimeApiAuthority()}/_fccreds/runtime/{capability}",
            OutputMarker = RandomNumberGenerator.GetHexString(32, lowercase: true),
            Home = files.Home,
            StartTimeout = options.StartTimeout,
            Credentials = await credentials.ForInstanceAsync(function, instanceId, ct),
            Port = runtime.IsWebServer ? ports.Take(function.CustomRuntimeConfig?.Port ?? CustomRuntimeConfig.UsualPort) : null,
        };
        FunctionInstance? begun = null;
        try
        {
            var instance = new FunctionInstance(plan, source, options, clocks, one => directory.Add(begun = one));
            Log.Started(logger, instanceId, function.Name, command.Description);
            return instance;
        }
        catch (Win32Exception error)
        {
            if (begun is not null) directory.Remove(begun);
            if (plan.Port is { } port) ports.Return(port);
            throw FcErrors.FunctionNotStarted.Saying($"{command.Description} cannot be started: {error.Message}");
        }
    }

    /// <summary>What was kept for an instance is free again, and the journal knows that its processes are gone.</summary>
    public void Ended(FunctionInstance instance)
    {
        if (instance.Plan.Port is { } port) ports.Return(port);
        journal.Append(new InstanceEnded { FunctionName = instance.Plan.Function.Name, InstanceId = instance.Plan.InstanceId, SessionId = instance.Plan.Credentials?.Claims.SessionId });
    }

    private void Warn(string warning, string function)
    {
        if (!told.TryAdd(warning, true)) return;
        Log.Warned(logger, warning);
        journal.Append(new JournalNote { Kind = "interpreter", Message = warning, FunctionName = function });
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "instance {InstanceId} of {Function} started on {Runtime}")]
        public static partial void Started(ILogger logger, string instanceId, string function, string runtime);

        [LoggerMessage(LogLevel.Warning, "{Warning}")]
        public static partial void Warned(ILogger logger, string warning);
    }
}

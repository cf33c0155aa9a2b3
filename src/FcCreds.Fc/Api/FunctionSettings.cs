using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FcCreds.Fc.Runtimes;

namespace FcCreds.Fc.Api;

/// <summary>A function's settings as the API takes them: checked, and turned into a declaration.</summary>
internal static class FunctionSettings
{
    private const int MaxEnvironmentBytes = 4096;

    /// <summary>Kept and told; they have no effect on a machine of one's own.</summary>
    private static readonly HashSet<string> OnlyKept = new(StringComparer.Ordinal)
    {
        "cpu", "diskSize", "customContainerConfig", "customDNS", "disableOndemand", "enableLongLiving",
        "gpuConfig", "idleTimeout", "instanceIsolationMode", "internetAccess", "juiceFsConfig", "logConfig", "nasConfig",
        "ossMountConfig", "polarFsConfig", "resourceGroupId", "sessionAffinity", "sessionAffinityConfig", "tracingConfig", "vpcConfig",
    };

    /// <summary>What FC answers for a function that says nothing about them.</summary>
    public static readonly ImmutableSortedDictionary<string, JsonElement> Defaults = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("diskSize", Json("512")),
        KeyValuePair.Create("internetAccess", Json("true")),
    ]);

    public static FunctionDeclaration Create(FunctionInput input, FcCall call)
    {
        var name = input.FunctionName ?? throw FcErrors.InvalidArgument.Saying("functionName must be set");
        if (!FcNames.IsFunction(name)) throw FcErrors.InvalidArgument.Saying($"functionName '{name}' is invalid, it must have 1 to 128 letters, digits, '-' and '_', and begin with a letter or '_'");
        return Change(
            new()
            {
                Name = name,
                AccountId = call.Caller.AccountId,
                Region = call.Context.Region,
                Runtime = input.Runtime is { Length: > 0 } runtime ? runtime : throw FcErrors.InvalidArgument.Saying("runtime must be set"),
                Handler = input.Handler is { Length: > 0 } handler ? handler : FunctionRuntime.Find(runtime) is { IsWebServer: true } ? "index.handler" : throw FcErrors.InvalidArgument.Saying("handler must be set"),
                CodePath = "",
            },
            input);
    }

    /// <summary>With what the input sets.</summary>
    public static FunctionDeclaration Change(FunctionDeclaration now, FunctionInput input) => now with
    {
        Description = Text("description", input.Description, 256) ?? now.Description,
        Runtime = Runtime(input.Runtime) ?? now.Runtime,
        Handler = Text("handler", input.Handler, 128) ?? now.Handler,
        RoleArn = input.Role is null ? now.RoleArn : Role(input.Role),
        Timeout = input.Timeout is { } timeout ? TimeSpan.FromSeconds(Number("timeout", timeout, 1, 86400)) : now.Timeout,
        MemorySize = input.MemorySize is { } memory ? Memory(memory) : now.MemorySize,
        EnvironmentVariables = input.EnvironmentVariables is { } variables ? Variables(variables) : now.EnvironmentVariables,
        Initializer = input.InstanceLifecycleConfig is { } hooks ? Hook("initializer", hooks.Initializer, 300) : now.Initializer,
        PreStop = input.InstanceLifecycleConfig is { } ends ? Hook("preStop", ends.PreStop, 90) : now.PreStop,
        CustomRuntimeConfig = input.CustomRuntimeConfig is { } custom ? CustomRuntime(custom) : now.CustomRuntimeConfig,
        InstanceConcurrency = input.InstanceConcurrency is { } concurrency ? Number("instanceConcurrency", concurrency, 1, 200) : now.InstanceConcurrency,
        DisableInjectCredentials = input.DisableInjectCredentials is { } channels ? Channels(channels) : now.DisableInjectCredentials,
    };

    /// <summary>What is kept of everything else, on top of what was.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Keep(ImmutableSortedDictionary<string, JsonElement> now, FunctionInput input)
        => now.SetItems((input.Others ?? []).Where(one => OnlyKept.Contains(one.Key) && one.Value.ValueKind != JsonValueKind.Null));

    private static string? Runtime(string? runtime)
        => runtime is null || FcNames.IsRuntime(runtime) ? runtime : throw FcErrors.InvalidArgument.Saying($"runtime '{runtime}' is not supported");

    public static string? Role(string role)
    {
        if (role.Length == 0) return null;
        return role.Split(':') is ["acs", "ram", "", { Length: 16 }, var name] && name.StartsWith("role/", StringComparison.Ordinal) && name.Length > 5
            ? role
            : throw FcErrors.InvalidArgument.Saying($"role '{role}' is invalid, it must be the ARN of a role, acs:ram::accountId:role/name");
    }

    private static int Memory(int memory)
        => Number("memorySize", memory, 128, 32768) % 64 == 0 ? memory : throw FcErrors.InvalidArgument.Saying($"memorySize '{memory}' is invalid, it must be a multiple of 64");

    private static LifecycleHook? Hook(string name, HookInput? hook, int maxSeconds)
        => hook?.Handler is { Length: > 0 } handler ? new(handler, TimeSpan.FromSeconds(Number($"{name} timeout", hook.Timeout ?? 3, 1, maxSeconds))) : null;

    private static CustomRuntimeConfig CustomRuntime(CustomRuntimeInput custom) => new()
    {
        Command = custom.Command ?? [],
        Args = custom.Args ?? [],
        Port = Number("customRuntimeConfig port", custom.Port ?? CustomRuntimeConfig.UsualPort, 1, 65535),
        HealthCheckConfig = custom.HealthCheckConfig is { HttpGetUrl: { Length: > 0 } url } check
            ? new(url)
            {
                InitialDelay = TimeSpan.FromSeconds(Number("initialDelaySeconds", check.InitialDelaySeconds ?? 0, 0, 120)),
                Timeout = TimeSpan.FromSeconds(Number("timeoutSeconds", check.TimeoutSeconds ?? 1, 1, 3)),
                Period = TimeSpan.FromSeconds(Number("periodSeconds", check.PeriodSeconds ?? 3, 1, 120)),
                FailureThreshold = Number("failureThreshold", check.FailureThreshold ?? 3, 1, 120),
                SuccessThreshold = Number("successThreshold", check.SuccessThreshold ?? 1, 1, 120),
            }
            : null,
    };

    private static CredentialChannels Channels(string text)
        => Enum.TryParse<CredentialChannels>(text, ignoreCase: true, out var channels) && Enum.IsDefined(channels)
            ? channels
            : throw FcErrors.InvalidArgument.Saying($"disableInjectCredentials '{text}' is invalid, it must be None, Env, Request or All");

    /// <summary>Rules of the page "Environment variables".</summary>
    private static IReadOnlyDictionary<string, string> Variables(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var name in variables.Keys)
        {
            if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                throw FcErrors.InvalidArgument.Saying($"environment variable '{name}' is invalid, it must have letters, digits and '_', and begin with a letter");
            if (name.StartsWith("FC_", StringComparison.Ordinal)) throw FcErrors.InvalidArgument.Saying($"environment variable '{name}' is invalid, FC_ is reserved");
        }
        var bytes = variables.Sum(one => Encoding.UTF8.GetByteCount(one.Key) + Encoding.UTF8.GetByteCount(one.Value ?? ""));
        return bytes <= MaxEnvironmentBytes ? variables : throw FcErrors.InvalidArgument.Saying($"environment variables have {bytes} bytes; at most {MaxEnvironmentBytes} are allowed");
    }

    private static string? Text(string name, string? text, int max)
        => text is null || text.Length <= max ? text : throw FcErrors.InvalidArgument.Saying($"{name} has {text.Length} characters; at most {max} are allowed");

    private static int Number(string name, int number, int from, int to)
        => number >= from && number <= to ? number : throw FcErrors.InvalidArgument.Saying($"{name} '{number}' is invalid, it must be {from} to {to}");

    private static JsonElement Json(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}

using System.Text.Json;

namespace FcCreds.Fc.Api.V2;

/// <summary>A function's settings as FC 2.0 takes them, in the words of FC 3.0.</summary>
internal static class Fc2FunctionInput
{
    /// <param name="input">As it came: what FC 3.0 does not know is among the others.</param>
    /// <param name="now">The function as it is; null for one that is made.</param>
    public static FunctionInput Translate(FunctionInput input, FunctionDeclaration? now)
    {
        var (initializer, seconds) = (Text(input, "initializer"), Number(input, "initializationTimeout"));
        var (port, health) = (Number(input, "caPort"), Health(input));
        var hooks = initializer is null && seconds is null && input.InstanceLifecycleConfig is null ? null : new LifecycleInput(
            new(initializer ?? now?.Initializer?.Handler, seconds ?? Seconds(now?.Initializer)),
            input.InstanceLifecycleConfig?.PreStop ?? new(now?.PreStop?.Handler, Seconds(now?.PreStop)));
        var custom = input.CustomRuntimeConfig is null && port is null && health is null ? null : new CustomRuntimeInput(
            input.CustomRuntimeConfig?.Command ?? now?.CustomRuntimeConfig?.Command,
            input.CustomRuntimeConfig?.Args ?? now?.CustomRuntimeConfig?.Args,
            port ?? now?.CustomRuntimeConfig?.Port,
            health);
        return input with { InstanceLifecycleConfig = hooks, CustomRuntimeConfig = custom };
    }

    private static int? Seconds(LifecycleHook? hook) => hook is null ? null : (int)hook.Timeout.TotalSeconds;

    private static string? Text(FunctionInput input, string name) => Find(input, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(FunctionInput input, string name) => Find(input, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        _ => throw FcErrors.InvalidArgument.Saying($"{name} must be a number"),
    };

    private static HealthCheckInput? Health(FunctionInput input)
    {
        if (Find(input, "customHealthCheckConfig") is not { ValueKind: JsonValueKind.Object } check) return null;
        try
        {
            return check.Deserialize(FcInputJson.Default.HealthCheckInput);
        }
        catch (JsonException)
        {
            throw FcErrors.InvalidArgument.Saying("customHealthCheckConfig is invalid");
        }
    }

    private static JsonElement? Find(FunctionInput input, string name) => input.Others is { } others && others.TryGetValue(name, out var value) ? value : null;
}

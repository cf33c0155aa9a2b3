using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Fc.Runtimes;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>A function as the API answers it; what a local function has no value for is left out.</summary>
internal sealed record FunctionModel
{
    public required string FunctionName { get; init; }

    public required string FunctionArn { get; init; }

    public required string FunctionId { get; init; }

    public required string Runtime { get; init; }

    public required string Handler { get; init; }

    public required string Description { get; init; }

    public string? Role { get; init; }

    /// <summary>Seconds.</summary>
    public required double Timeout { get; init; }

    /// <summary>MB.</summary>
    public required int MemorySize { get; init; }

    public required IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; }

    public LifecycleModel? InstanceLifecycleConfig { get; init; }

    public IReadOnlyList<FunctionLayerModel>? Layers { get; init; }

    public CustomRuntimeModel? CustomRuntimeConfig { get; init; }

    public required int InstanceConcurrency { get; init; }

    public string? DisableInjectCredentials { get; init; }

    /// <summary>Bytes; null for code in a folder.</summary>
    public long? CodeSize { get; init; }

    public string? CodeChecksum { get; init; }

    public string State { get; init; } = "Active";

    public string LastUpdateStatus { get; init; } = "Successful";

    public RestrictionModel? InvocationRestriction { get; init; }

    public IReadOnlyList<ResourceTag>? Tags { get; init; }

    public required string CreatedTime { get; init; }

    public required string LastModifiedTime { get; init; }

    /// <summary>Settings that are kept only.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Kept { get; set; }

    public static FunctionModel Of(FunctionRecord function)
    {
        var declaration = function.Declaration;
        return new()
        {
            FunctionName = declaration.Name,
            FunctionArn = declaration.Arn,
            FunctionId = function.FunctionId,
            Runtime = declaration.Runtime,
            Handler = declaration.Handler,
            Description = declaration.Description,
            Role = declaration.RoleArn,
            Timeout = declaration.Timeout.TotalSeconds,
            MemorySize = declaration.MemorySize,
            EnvironmentVariables = declaration.EnvironmentVariables,
            InstanceLifecycleConfig = declaration is { Initializer: null, PreStop: null } ? null : new(HookModel.Of(declaration.Initializer), HookModel.Of(declaration.PreStop)),
            Layers = function.Layers.IsEmpty ? null : [.. function.Layers.Select(layer => new FunctionLayerModel(layer.Arn, layer.Package.Size))],
            CustomRuntimeConfig = declaration.CustomRuntimeConfig is { } custom ? CustomRuntimeModel.Of(custom) : null,
            InstanceConcurrency = declaration.InstanceConcurrency,
            DisableInjectCredentials = declaration.DisableInjectCredentials == CredentialChannels.None ? null : declaration.DisableInjectCredentials.ToString(),
            CodeSize = function.Package?.Size,
            CodeChecksum = function.Package?.Checksum,
            InvocationRestriction = function.Restriction is { } restriction ? new(true, restriction.Reason, FcTime.Text(restriction.LastModifiedTime)) : null,
            Tags = function.Tags.Count == 0 ? null : [.. function.Tags.Select(tag => new ResourceTag(tag.Key, tag.Value))],
            CreatedTime = FcTime.Text(function.CreatedTime),
            LastModifiedTime = FcTime.Text(function.LastModifiedTime),
            Kept = new(function.Kept, StringComparer.Ordinal),
        };
    }
}

internal sealed record LifecycleModel(HookModel? Initializer, HookModel? PreStop);

internal sealed record HookModel(string Handler, double Timeout)
{
    public static HookModel? Of(LifecycleHook? hook) => hook is null ? null : new(hook.Handler, hook.Timeout.TotalSeconds);
}

internal sealed record FunctionLayerModel(string Arn, long Size);

internal sealed record CustomRuntimeModel(IReadOnlyList<string> Command, IReadOnlyList<string> Args, int Port, HealthCheckModel? HealthCheckConfig)
{
    public static CustomRuntimeModel Of(CustomRuntimeConfig custom) => new(
        custom.Command,
        custom.Args,
        custom.Port,
        custom.HealthCheckConfig is { } check ? new(check.HttpGetUrl, (int)check.InitialDelay.TotalSeconds, (int)check.Period.TotalSeconds, (int)check.Timeout.TotalSeconds, check.FailureThreshold, check.SuccessThreshold) : null);
}

internal sealed record HealthCheckModel(string HttpGetUrl, int InitialDelaySeconds, int PeriodSeconds, int TimeoutSeconds, int FailureThreshold, int SuccessThreshold);

internal sealed record RestrictionModel(bool Disable, string Reason, string LastModifiedTime);

internal sealed record FunctionPage(IReadOnlyList<FunctionModel> Functions, string? NextToken);

/// <summary>Answer of GetFunctionCode.</summary>
internal sealed record CodeLocationModel(string Checksum, string Url);

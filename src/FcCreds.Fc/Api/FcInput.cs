using System.Text.Json;
using System.Text.Json.Serialization;

namespace FcCreds.Fc.Api;

/// <summary>Body of CreateFunction and UpdateFunction; null is what the request leaves as it is.</summary>
internal sealed record FunctionInput
{
    public string? FunctionName { get; init; }

    public string? Description { get; init; }

    public string? Runtime { get; init; }

    public string? Handler { get; init; }

    public string? Role { get; init; }

    /// <summary>Seconds.</summary>
    public int? Timeout { get; init; }

    /// <summary>MB.</summary>
    public int? MemorySize { get; init; }

    public IReadOnlyDictionary<string, string>? EnvironmentVariables { get; init; }

    public LifecycleInput? InstanceLifecycleConfig { get; init; }

    public CodeInput? Code { get; init; }

    /// <summary>ARNs of layer versions, the first one on top.</summary>
    public IReadOnlyList<string>? Layers { get; init; }

    public CustomRuntimeInput? CustomRuntimeConfig { get; init; }

    public int? InstanceConcurrency { get; init; }

    /// <summary><c>None</c>, <c>Env</c>, <c>Request</c> or <c>All</c>.</summary>
    public string? DisableInjectCredentials { get; init; }

    public IReadOnlyList<ResourceTag>? Tags { get; init; }

    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record LifecycleInput(HookInput? Initializer, HookInput? PreStop);

internal sealed record HookInput(string? Handler, int? Timeout);

internal sealed record CustomRuntimeInput(IReadOnlyList<string>? Command, IReadOnlyList<string>? Args, int? Port, HealthCheckInput? HealthCheckConfig);

internal sealed record HealthCheckInput(string? HttpGetUrl, int? InitialDelaySeconds, int? PeriodSeconds, int? TimeoutSeconds, int? FailureThreshold, int? SuccessThreshold);

internal sealed record TriggerInput
{
    public string? TriggerName { get; init; }

    public string? TriggerType { get; init; }

    public string? Description { get; init; }

    public string? Qualifier { get; init; }

    public string? SourceArn { get; init; }

    public string? InvocationRole { get; init; }

    /// <summary>JSON in a string.</summary>
    public string? TriggerConfig { get; init; }
}

internal sealed record PublishInput(string? Description);

internal sealed record AliasInput
{
    public string? AliasName { get; init; }

    public string? VersionId { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, double>? AdditionalVersionWeight { get; init; }
}

internal sealed record ConcurrencyInput(int? ReservedConcurrency);

internal sealed record DisableInput(string? Reason, bool? AbortOngoingRequest);

internal sealed record LayerInput(CodeInput? Code, IReadOnlyList<string>? CompatibleRuntime, string? Description, string? License);

internal sealed record TagsInput(string? ResourceType, IReadOnlyList<string>? ResourceId, IReadOnlyList<ResourceTag>? Tag);

/// <summary>Tags are written <c>Key</c>, <c>Value</c> where everything else begins in lower case (seen with @alicloud/fc20230330 4.7.6).</summary>
internal sealed record ResourceTag(
    [property: JsonPropertyName("Key")] string? Key,
    [property: JsonPropertyName("Value")] string? Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true, AllowTrailingCommas = false)]
[JsonSerializable(typeof(FunctionInput))]
[JsonSerializable(typeof(CodeInput))]
[JsonSerializable(typeof(TriggerInput))]
[JsonSerializable(typeof(V2.Fc2ServiceInput))]
[JsonSerializable(typeof(V2.Fc2TriggerInput))]
[JsonSerializable(typeof(PublishInput))]
[JsonSerializable(typeof(AliasInput))]
[JsonSerializable(typeof(ConcurrencyInput))]
[JsonSerializable(typeof(DisableInput))]
[JsonSerializable(typeof(LayerInput))]
[JsonSerializable(typeof(Async.AsyncInvokeConfig))]
[JsonSerializable(typeof(TagsInput))]
[JsonSerializable(typeof(IReadOnlyList<ResourceTag>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class FcInputJson : JsonSerializerContext;

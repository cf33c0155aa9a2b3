using System.Text.Json.Serialization;

namespace FcCreds.Fc.Async;

/// <summary>An invocation that was accepted and is to be run; a document from its acceptance to its end.</summary>
internal sealed record AsyncInvocation
{
    /// <summary>Given to the caller, and to every attempt.</summary>
    public required string RequestId { get; init; }

    public required string AccountId { get; init; }

    public required string FunctionName { get; init; }

    public string Qualifier { get; init; } = CataloguedFunction.Latest;

    public required byte[] Event { get; init; }

    /// <summary>Life clock.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Life clock: not to be run before.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Attempts that ran the function and failed.</summary>
    public int Failures { get; init; }

    /// <summary>Attempts that found no room.</summary>
    public int Throttled { get; init; }

    /// <summary>Set for what is also a task.</summary>
    public string? TaskId { get; init; }

    /// <summary>See <see cref="Core.Journal.InvocationStarted.CausedBy"/>.</summary>
    public string? CausedBy { get; init; }

    public string? TraceParent { get; init; }

    [JsonIgnore]
    public string Document => $"{AsyncStore.Prefix}{RequestId}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AsyncInvocation))]
[JsonSerializable(typeof(AsyncTask))]
[JsonSerializable(typeof(AsyncLease))]
[JsonSerializable(typeof(DestinationEvent))]
internal sealed partial class AsyncJson : JsonSerializerContext;

/// <summary>Which server runs an invocation, and until when it must say so again.</summary>
internal sealed record AsyncLease(string Owner, DateTimeOffset Until);

using System.Text.Json.Serialization;

namespace FcCreds.Server.Replicas;

/// <summary>One of the servers that share a store, as it has written itself down there.</summary>
internal sealed record Replica
{
    public required string Id { get; init; }

    /// <summary>Where the others reach it.</summary>
    public required string Url { get; init; }

    /// <summary>Ids of the sealing keys that it opens with, not the keys.</summary>
    public IReadOnlyList<string> SealingKeyIds { get; init; } = [];

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last said that it lives.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false)]
[JsonSerializable(typeof(Replica))]
[JsonSerializable(typeof(IReadOnlyList<Replica>))]
internal sealed partial class ReplicaJson : JsonSerializerContext;

using System.Collections.Immutable;

namespace FcCreds.Fc.State;

/// <summary>A layer with its versions, by number.</summary>
internal sealed record LayerRecord
{
    public required string LayerName { get; init; }

    public ImmutableSortedDictionary<string, LayerVersionRecord> Versions { get; init => field = Names.Of(value); } = Names.None<LayerVersionRecord>();

    /// <summary>Numbers are never used again.</summary>
    public int LastVersion { get; init; }

    public bool IsPublic { get; init; }
}

internal sealed record LayerVersionRecord
{
    public required string LayerName { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public required CodePackage Package { get; init; }

    public string Description { get; init; } = "";

    public string License { get; init; } = "";

    public ImmutableArray<string> CompatibleRuntime { get; init; } = [];

    public required DateTimeOffset CreateTime { get; init; }
}

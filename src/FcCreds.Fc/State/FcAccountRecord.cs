using System.Collections.Immutable;

namespace FcCreds.Fc.State;

/// <summary>Everything that FC keeps of one account. One value, one document: a change is whole or is not.</summary>
internal sealed record FcAccountRecord
{
    /// <summary>16 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>One more with every change.</summary>
    public long Version { get; init; }

    public ImmutableSortedDictionary<string, FunctionRecord> Functions { get; init => field = Names.Of(value); } = Names.None<FunctionRecord>();

    public ImmutableSortedDictionary<string, LayerRecord> Layers { get; init => field = Names.Of(value); } = Names.None<LayerRecord>();

    /// <summary>Of FC 2.0, as far as somebody made them; others are told from the names of functions.</summary>
    public ImmutableSortedDictionary<string, ServiceRecord> Services { get; init => field = Names.Of(value); } = Names.None<ServiceRecord>();

    /// <summary>By name in lower case.</summary>
    public ImmutableSortedDictionary<string, CustomDomainRecord> CustomDomains { get; init => field = Names.Of(value); } = Names.None<CustomDomainRecord>();

    public static FcAccountRecord Of(string accountId) => new() { AccountId = accountId };

    public FcAccountRecord With(FunctionRecord function) => this with { Functions = Functions.SetItem(function.Name, function) };

    /// <summary>All code packages that anything here needs.</summary>
    public IEnumerable<CodePackage> Packages()
        => Functions.Values.SelectMany(function => function.Versions.Values.Select(version => version.Package).Append(function.Package)
                .Concat(function.Versions.Values.SelectMany(version => version.Layers).Concat(function.Layers).Select(layer => layer.Package)))
            .Concat(Layers.Values.SelectMany(layer => layer.Versions.Values.Select(version => version.Package)))
            .OfType<CodePackage>();
}

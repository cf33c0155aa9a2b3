using System.Collections.Immutable;
using System.Globalization;
using FcCreds.Fc.Async;
using FcCreds.Fc.State;

namespace FcCreds.Fc;

/// <summary>A function that can be invoked, with its published versions.</summary>
internal sealed record CataloguedFunction(FunctionDeclaration Declaration, DateTimeOffset DeclaredAt)
{
    public const string Latest = "LATEST";

    /// <summary>Changes with code and settings: instances of another generation are outdated.</summary>
    public required string Generation { get; init; }

    /// <summary>Part of what is kept of an account, not declared for an invocation of the command line.</summary>
    public bool IsKept { get; init; }

    /// <summary>Code and layers to be unpacked before an instance starts; none for what lies in folders.</summary>
    public ImmutableArray<CodePackage> Packages { get; init; } = [];

    public ImmutableSortedDictionary<string, CataloguedFunction> Versions { get; init; } = Names.None<CataloguedFunction>();

    public ImmutableSortedDictionary<string, AliasRecord> Aliases { get; init; } = Names.None<AliasRecord>();

    public ImmutableSortedDictionary<string, AsyncInvokeConfig> AsyncConfigs { get; init; } = Names.None<AsyncInvokeConfig>();

    public int? ReservedConcurrency { get; init; }

    public InvocationRestriction? Restriction { get; init; }

    /// <summary>What a qualifier means: a version's number, an alias, or nothing for the code as it is now.</summary>
    /// <param name="qualifier">As the request gives it.</param>
    /// <param name="draw">0 to 1: where an alias has two versions, which of them.</param>
    public CataloguedFunction Resolve(string? qualifier, double draw)
    {
        if (qualifier is null or "" or Latest) return this;
        if (char.IsAsciiDigit(qualifier[0])) return Versions.GetValueOrDefault(qualifier) ?? throw VersionNotFound(qualifier);
        if (!Aliases.TryGetValue(qualifier, out var alias))
            throw FcErrors.AliasNotFound.Saying($"alias '{qualifier}' does not exist in function '{Declaration.Name}'");
        var version = alias.AdditionalVersionWeight is { Count: > 0 } weights && draw < weights.Values.First() ? weights.Keys.First() : alias.VersionId;
        return version == Latest ? this : Versions.GetValueOrDefault(version) ?? throw VersionNotFound(version);
    }

    /// <summary>How async invocations of a version, an alias or <c>LATEST</c> are treated.</summary>
    public AsyncInvokeConfig AsyncConfigOf(string? qualifier)
        => AsyncConfigs.GetValueOrDefault(qualifier is null or "" ? Latest : qualifier)
            ?? (qualifier is null or "" or Latest ? Declaration.AsyncInvokeConfig : null)
            ?? AsyncInvokeConfig.Default;

    public CataloguedFunction Renewed() => this with { Generation = string.Create(CultureInfo.InvariantCulture, $"{Generation}+{Guid.NewGuid():N}") };

    private Core.Errors.ServiceException VersionNotFound(string version)
        => FcErrors.VersionNotFound.Saying($"version '{version}' does not exist in function '{Declaration.Name}'");
}

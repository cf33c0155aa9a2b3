using System.Collections.Immutable;
using System.Text.Json;
using FcCreds.Fc.Async;

namespace FcCreds.Fc.State;

/// <summary>A function with everything that the API keeps of it.</summary>
internal sealed record FunctionRecord
{
    /// <summary>UUID; another one when a function is deleted and created again.</summary>
    public required string FunctionId { get; init; }

    /// <summary>As it runs, triggers included. Where the code is a package, the code path is empty.</summary>
    public required FunctionDeclaration Declaration { get; init; }

    /// <summary>Settings that are kept and told, and change nothing here, by their names in the API.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Kept { get; init => field = Names.Of(value); } = Names.None<JsonElement>();

    /// <summary>Null for code that lies in a folder.</summary>
    public CodePackage? Package { get; init; }

    /// <summary>Layer versions of the account that the API named; beside them the declaration has those that are folders.</summary>
    public ImmutableArray<LayerLink> Layers { get; init => field = value.IsDefault ? [] : value; } = [];

    public required DateTimeOffset CreatedTime { get; init; }

    public required DateTimeOffset LastModifiedTime { get; init; }

    /// <summary>One more with every change of code or settings, but not of triggers: instances of an older one are outdated.</summary>
    public long Revision { get; init; }

    public ImmutableSortedDictionary<string, VersionRecord> Versions { get; init => field = Names.Of(value); } = Names.None<VersionRecord>();

    /// <summary>Numbers of versions are never used again.</summary>
    public int LastVersionId { get; init; }

    public ImmutableSortedDictionary<string, AliasRecord> Aliases { get; init => field = Names.Of(value); } = Names.None<AliasRecord>();

    public ImmutableSortedDictionary<string, string> Tags { get; init => field = Names.Of(value); } = Names.None<string>();

    /// <summary>Kept for a qualifier without an effect: <c>provision/LATEST</c>, <c>scaling/prod</c>.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Configs { get; init => field = Names.Of(value); } = Names.None<JsonElement>();

    /// <summary>By version, alias or <c>LATEST</c>.</summary>
    public ImmutableSortedDictionary<string, AsyncInvokeConfig> AsyncConfigs { get; init => field = Names.Of(value); } = Names.None<AsyncInvokeConfig>();

    public ImmutableArray<string> VpcIds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Instances that it may have at once; null for as many as there are.</summary>
    public int? ReservedConcurrency { get; init; }

    /// <summary>Set while invocation is disabled.</summary>
    public InvocationRestriction? Restriction { get; init; }

    /// <summary>Fingerprint of the declaration in the configuration; null for what the API made.</summary>
    public string? Seed { get; init; }

    public string Name => Declaration.Name;

    /// <summary>A function as it is declared, without a history.</summary>
    public static FunctionRecord Of(FunctionDeclaration declaration, string functionId, DateTimeOffset now)
        => new() { FunctionId = functionId, Declaration = declaration, CreatedTime = now, LastModifiedTime = now };

    /// <summary>With other code or settings.</summary>
    public FunctionRecord Changed(DateTimeOffset now) => this with { Revision = Revision + 1, LastModifiedTime = now };
}

/// <summary>A published version: the function as it was then.</summary>
internal sealed record VersionRecord
{
    /// <summary>A number from 1.</summary>
    public required string VersionId { get; init; }

    public string Description { get; init; } = "";

    public required FunctionDeclaration Declaration { get; init; }

    public ImmutableSortedDictionary<string, JsonElement> Kept { get; init => field = Names.Of(value); } = Names.None<JsonElement>();

    public CodePackage? Package { get; init; }

    public ImmutableArray<LayerLink> Layers { get; init => field = value.IsDefault ? [] : value; } = [];

    public required DateTimeOffset CreatedTime { get; init; }
}

/// <summary>A name for a version, which may share its traffic with another one.</summary>
internal sealed record AliasRecord
{
    public required string AliasName { get; init; }

    public required string VersionId { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Share of the traffic, 0 to 1, by version.</summary>
    public ImmutableSortedDictionary<string, double> AdditionalVersionWeight { get; init => field = Names.Of(value); } = Names.None<double>();

    public required DateTimeOffset CreatedTime { get; init; }

    public required DateTimeOffset LastModifiedTime { get; init; }
}

/// <summary>A layer version in use; its package stays when the version is deleted, as in the cloud.</summary>
internal sealed record LayerLink(string Arn, CodePackage Package);

/// <summary>Why a function must not be invoked, and since when.</summary>
internal sealed record InvocationRestriction(string Reason, DateTimeOffset LastModifiedTime);

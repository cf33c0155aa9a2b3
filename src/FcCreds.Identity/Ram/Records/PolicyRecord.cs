using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FcCreds.Core.Policy;

namespace FcCreds.Identity.Ram.Records;

/// <summary>A custom policy with its versions, of which one is in force.</summary>
internal sealed record PolicyRecord
{
    public required string PolicyName { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Oldest first, at most five.</summary>
    public required ImmutableList<PolicyVersionRecord> Versions { get; init; }

    /// <summary>Such as <c>v1</c>.</summary>
    public required string DefaultVersion { get; init; }

    /// <summary>Numbers are never given twice.</summary>
    public required int LastVersionNumber { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init => field = RamNames.Tags(value); } = RamNames.NoTags;

    public string? Seed { get; init; }

    [JsonIgnore]
    public PolicyVersionRecord InForce => Versions.Find(version => version.VersionId == DefaultVersion) ?? Versions[^1];

    [JsonIgnore]
    public AttachedPolicy Attached => new(PolicyName, PolicyLink.Custom, InForce.Policy);
}

/// <summary>One version of a custom policy.</summary>
internal sealed record PolicyVersionRecord(string VersionId, string PolicyDocument, DateTimeOffset CreateDate)
{
    private PolicyDocument? policy;

    [JsonIgnore]
    public PolicyDocument Policy => policy ??= StoredPolicies.Read(PolicyDocument, PolicyKind.Identity);
}

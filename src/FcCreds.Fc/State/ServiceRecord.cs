using System.Collections.Immutable;
using System.Text.Json;

namespace FcCreds.Fc.State;

/// <summary>A service of FC 2.0: what its functions have in common. FC 3.0 knows it as the beginning of their names, <c>service$function</c>.</summary>
internal sealed record ServiceRecord
{
    public required string ServiceName { get; init; }

    /// <summary>UUID.</summary>
    public required string ServiceId { get; init; }

    public string Description { get; init; } = "";

    /// <summary>ARN of the role that its functions have; empty for none.</summary>
    public string Role { get; init; } = "";

    /// <summary>Settings that are kept and told, and change nothing here.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Kept { get; init => field = Names.Of(value); } = Names.None<JsonElement>();

    public required DateTimeOffset CreatedTime { get; init; }

    public required DateTimeOffset LastModifiedTime { get; init; }
}

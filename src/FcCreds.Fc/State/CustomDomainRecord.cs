using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FcCreds.Fc.Domains;
using FcCreds.Fc.Triggers;

namespace FcCreds.Fc.State;

/// <summary>A custom domain as the API has it.</summary>
internal sealed record CustomDomainRecord
{
    public required string DomainName { get; init; }

    /// <summary><c>protocol</c>, <c>routeConfig</c>, <c>authConfig</c> …, by their names in the API.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Settings { get; init => field = Names.Of(value); } = Names.None<JsonElement>();

    public required DateTimeOffset CreatedTime { get; init; }

    public required DateTimeOffset LastModifiedTime { get; init; }

    /// <summary>As it is served; worthless when <paramref name="problems"/> has got any.</summary>
    public CustomDomain? Read(string accountId, List<SettingsProblem> problems)
    {
        var all = new JsonObject { ["domainName"] = DomainName };
        foreach (var (name, setting) in Settings) all[name] = JsonNode.Parse(setting.GetRawText());
        return CustomDomain.Read(all.ToJsonString(), accountId, problems);
    }
}

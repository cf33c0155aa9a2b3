using System.Text.Json;
using System.Text.Json.Serialization;

namespace FcCreds.Fc.Api;

/// <summary>A custom domain as the API answers it.</summary>
internal sealed record CustomDomainModel
{
    public required string DomainName { get; init; }

    public required string AccountId { get; init; }

    public string ApiVersion { get; init; } = "2023-03-30";

    public required string CreatedTime { get; init; }

    public required string LastModifiedTime { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Settings { get; set; }
}

internal sealed record CustomDomainPage(IReadOnlyList<CustomDomainModel> CustomDomains, string? NextToken);

using System.Text.Json.Serialization;

namespace FcCreds.Fc.Api;

/// <summary>DescribeRegions: the one that is here.</summary>
internal static class Regions
{
    public static Task DescribeAsync(FcCall call) => call.ReplyAsync(new(new([new(call.Context.Region, call.Context.Region)])), FcJson.Readable.RegionsModel);
}

internal sealed record RegionModel([property: JsonPropertyName("RegionId")] string RegionId, [property: JsonPropertyName("LocalName")] string LocalName);

internal sealed record RegionList([property: JsonPropertyName("Region")] IReadOnlyList<RegionModel> Region);

internal sealed record RegionsModel([property: JsonPropertyName("Regions")] RegionList Regions);

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using FcCreds.Fc.State;

namespace FcCreds.Fc.Api;

/// <summary>TagResources, UntagResources, ListTagResources: functions are what has tags here.</summary>
internal static class ResourceTags
{
    private const int MaxTags = 20;
    private const string FunctionType = "function";

    public static ImmutableSortedDictionary<string, string> Of(IReadOnlyList<ResourceTag>? tags)
        => Names.None<string>().SetItems((tags ?? []).Select(tag => KeyValuePair.Create(tag.Key is { Length: > 0 } key ? key : throw FcErrors.InvalidArgument.Saying("a tag must have a Key"), tag.Value ?? "")));

    /// <summary>Tags that a list is asked for: JSON in the query.</summary>
    public static ImmutableSortedDictionary<string, string> Asked(string? query)
    {
        if (string.IsNullOrEmpty(query)) return Names.None<string>();
        try
        {
            return Of(JsonSerializer.Deserialize(query, FcInputJson.Default.IReadOnlyListResourceTag));
        }
        catch (JsonException)
        {
            throw FcErrors.InvalidArgument.Saying("tags are invalid, they must be a JSON list of Key and Value");
        }
    }

    public static async Task TagAsync(FcCall call)
    {
        var input = call.ReadBody(FcInputJson.Default.TagsInput);
        RequireFunctionType(input.ResourceType);
        var tags = Of(input.Tag);
        if (tags.IsEmpty) throw FcErrors.InvalidArgument.Saying("Tag must be set");
        await ChangeAsync(call, input.ResourceId ?? [], function =>
        {
            var all = function.Tags.SetItems(tags);
            return all.Count <= MaxTags ? function with { Tags = all } : throw FcErrors.LimitExceeded.Saying($"function '{function.Name}' would have {all.Count} tags; {MaxTags} are the most");
        });
        call.ReplyNothing();
    }

    public static async Task UntagAsync(FcCall call)
    {
        RequireFunctionType(call.Request.QueryValue("ResourceType"));
        var keys = Strings(call.Request.QueryValue("TagKey"), "TagKey");
        var all = call.Request.QueryValue("All") == "true";
        await ChangeAsync(call, Strings(call.Request.QueryValue("ResourceId"), "ResourceId"), function => function with { Tags = all ? function.Tags.Clear() : function.Tags.RemoveRange(keys) });
        call.ReplyNothing();
    }

    public static Task ListAsync(FcCall call)
    {
        RequireFunctionType(call.Request.QueryValue("ResourceType"));
        var ids = Strings(call.Request.QueryValue("ResourceId"), "ResourceId").Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var asked = Asked(call.Request.QueryValue("Tag"));
        var rows = call.Account.Functions.Values
            .Where(function => ids.Count == 0 || ids.Contains(function.Name))
            .Where(function => asked.All(tag => function.Tags.TryGetValue(tag.Key, out var value) && (tag.Value.Length == 0 || tag.Value == value)))
            .SelectMany(function => function.Tags.Select(tag => new TagRow(function.Declaration.Arn, FunctionType, tag.Key, tag.Value)));
        var (page, next) = Paging.Of(call, rows, row => $"{row.ResourceId} {row.TagKey}");
        return call.ReplyAsync(new(page, call.RequestId, next), FcJson.Readable.TagPage);
    }

    private static async Task ChangeAsync(FcCall call, IReadOnlyList<string> ids, Func<FunctionRecord, FunctionRecord> change)
    {
        if (ids.Count == 0) throw FcErrors.InvalidArgument.Saying("ResourceId must be set");
        await call.Context.Accounts.ChangeAsync(
            call.Caller.AccountId,
            account =>
            {
                foreach (var name in ids.Select(NameOf))
                {
                    account = account.With(change(account.Functions.GetValueOrDefault(name) ?? throw FcErrors.FunctionNotFound.Saying($"function '{name}' does not exist.")));
                }
                return (account, 0);
            },
            call.Aborted);
    }

    /// <summary>From an ARN, from <c>functions/name</c> or as it is.</summary>
    private static string NameOf(string resourceId) => resourceId[(resourceId.LastIndexOf('/') + 1)..];

    private static void RequireFunctionType(string? type)
    {
        if (!string.IsNullOrEmpty(type) && !type.Equals(FunctionType, StringComparison.OrdinalIgnoreCase))
            throw FcErrors.InvalidArgument.Saying($"ResourceType '{type}' is not supported, it must be {FunctionType}");
    }

    private static IReadOnlyList<string> Strings(string? json, string name)
    {
        if (string.IsNullOrEmpty(json)) return [];
        try
        {
            return JsonSerializer.Deserialize(json, FcInputJson.Default.IReadOnlyListString) ?? [];
        }
        catch (JsonException)
        {
            throw FcErrors.InvalidArgument.Saying($"{name} is invalid, it must be a JSON list of strings");
        }
    }
}

internal sealed record TagRow(
    [property: JsonPropertyName("ResourceId")] string ResourceId,
    [property: JsonPropertyName("ResourceType")] string ResourceType,
    [property: JsonPropertyName("TagKey")] string TagKey,
    [property: JsonPropertyName("TagValue")] string TagValue);

internal sealed record TagPage(
    [property: JsonPropertyName("TagResources")] IReadOnlyList<TagRow> TagResources,
    [property: JsonPropertyName("RequestId")] string RequestId,
    [property: JsonPropertyName("NextToken")] string? NextToken);

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FcCreds.Core.Http;
using FcCreds.Identity.Ram.Records;
using FcCreds.Identity.Rpc;

namespace FcCreds.Identity.Ram.Api;

/// <summary>TagResources, UntagResources, ListTagResources, for roles and policies; and tags as parameters of other operations.</summary>
internal static class RamTags
{
    private const int MaxKeyOrValue = 128;
    private const int MaxResources = 50;

    /// <summary>The names are in the request, so permission is asked for each.</summary>
    public static string[] Resources(RamRequest request) => Strings(request, "ResourceNames") switch
    {
        [] => [request.Arn(Type(request), "*")],
        var names => [.. names.Select(name => request.Arn(Type(request), name))],
    };

    public static RamChange Tag(RamRequest request, AccountRecord account)
    {
        var sent = Sent(request);
        if (sent.Count == 0) throw RpcErrors.Missing("Tag");
        return new(Changed(request, account, tags => tags.SetItems(sent) is var all && all.Count <= RamLimits.Tags ? all : throw RamErrors.TooManyTags.With()));
    }

    public static RamChange Untag(RamRequest request, AccountRecord account)
    {
        var keys = Strings(request, "TagKeys");
        return new(Changed(request, account, tags => request.Flag("All") == true && keys.Count == 0 ? RamNames.NoTags : tags.RemoveRange(keys)));
    }

    public static ReplyField[] List(RamRequest request, AccountRecord account)
    {
        var (type, names) = (Type(request), Strings(request, "ResourceNames"));
        var tagged = type == "role" ? account.Roles.Values.Select(role => (Name: role.RoleName, role.Tags)) : account.Policies.Values.Select(policy => (Name: policy.PolicyName, policy.Tags));
        return
        [
            ReplyField.List("TagResources", tagged
                .Where(one => (names.Count == 0 || names.Contains(one.Name, RamNames.Comparer)) && Matches(request, one.Tags))
                .SelectMany(one => one.Tags.Select(tag => new[]
                {
                    ReplyField.Of("ResourceName", one.Name),
                    ReplyField.Of("ResourceType", type),
                    ReplyField.Of("TagKey", tag.Key),
                    ReplyField.Of("TagValue", tag.Value),
                }))),
        ];
    }

    /// <summary>As JSON in one parameter, or as <c>Tag.1.Key</c>, <c>Tag.1.Value</c> …</summary>
    public static ImmutableSortedDictionary<string, string> Sent(RamRequest request)
    {
        var tags = RamNames.NoTags;
        foreach (var (key, value) in Pairs(request))
        {
            if (key.Length is 0 or > MaxKeyOrValue || value.Length > MaxKeyOrValue) throw RamErrors.Incorrect("Tag");
            tags = tags.SetItem(key, value);
        }
        return tags.Count <= RamLimits.Tags ? tags : throw RamErrors.TooManyTags.With();
    }

    /// <summary>Whether a resource has every tag that a list asks for; a tag without value asks for its key.</summary>
    public static bool Matches(RamRequest request, ImmutableSortedDictionary<string, string> tags)
        => Sent(request).All(asked => tags.TryGetValue(asked.Key, out var value) && (asked.Value.Length == 0 || value == asked.Value));

    private static AccountRecord Changed(RamRequest request, AccountRecord account, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        var (type, names) = (Type(request), Strings(request, "ResourceNames"));
        if (names.Count is 0 or > MaxResources) throw RpcErrors.Missing("ResourceNames");
        foreach (var name in names)
        {
            account = type == "role"
                ? Principals.Roles.Find(account, name) is var role ? Principals.Roles.Put(account, name, role with { Tags = change(role.Tags) }) : account
                : account.Policies.TryGetValue(name, out var policy)
                    ? account with { Policies = account.Policies.SetItem(name, policy with { Tags = change(policy.Tags) }) }
                    : throw RamErrors.NoPolicy.With();
        }
        return account;
    }

    private static string Type(RamRequest request) => request.Required("ResourceType") is var type and ("role" or "policy") ? type : throw RamErrors.Incorrect("ResourceType");

    private static IEnumerable<(string Key, string Value)> Pairs(RamRequest request)
    {
        if (request.Find("Tag") is { } json)
        {
            foreach (var tag in Elements(json, "Tag")) yield return (Text(tag, "Key"), Text(tag, "Value"));
        }
        for (var at = 1; request.Find(Numbered("Tag", at, ".Key")) is { } key; at++) yield return (key, request.Find(Numbered("Tag", at, ".Value")) ?? "");
    }

    private static string Text(JsonElement tag, string name)
        => tag.ValueKind == JsonValueKind.Object && tag.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static List<string> Strings(RamRequest request, string name)
    {
        List<string> strings = [];
        if (request.Find(name) is { } json) strings.AddRange(Elements(json, name).Select(one => one.ValueKind == JsonValueKind.String ? one.GetString()! : throw RamErrors.Incorrect(name)));
        for (var at = 1; request.Find(Numbered(name, at, "")) is { } one; at++) strings.Add(one);
        return strings;
    }

    private static string Numbered(string name, int at, string suffix) => string.Create(CultureInfo.InvariantCulture, $"{name}.{at}{suffix}");

    private static List<JsonElement> Elements(string json, string name)
    {
        try
        {
            using var document = JsonText.Parse(Encoding.UTF8.GetBytes(json));
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(one => one.Clone())] : throw RamErrors.Incorrect(name);
        }
        catch (JsonException)
        {
            throw RamErrors.Incorrect(name);
        }
    }
}

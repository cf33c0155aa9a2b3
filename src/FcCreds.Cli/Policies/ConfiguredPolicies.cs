using FcCreds.Core.Policy;
using FcCreds.Server.Configuration.Readers;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Cli.Policies;

/// <summary>The policies written in <c>fccreds.yaml</c>; those that it only names are elsewhere.</summary>
internal static class ConfiguredPolicies
{
    public static IEnumerable<(YamlValue Policy, PolicyKind Kind)> In(YamlMap configuration)
        => Find(configuration, "accounts") is YamlList accounts ? accounts.Items.OfType<YamlMap>().SelectMany(OfAccount) : OfAccount(configuration);

    private static IEnumerable<(YamlValue Policy, PolicyKind Kind)> OfAccount(YamlMap account)
    {
        foreach (var policy in Items(account, "policies").OfType<YamlMap>())
        {
            if (Find(policy, "document") is { } document) yield return (document, PolicyKind.Identity);
        }
        foreach (var principal in Items(account, "users").Concat(Items(account, "groups")).Concat(Items(account, "roles")).OfType<YamlMap>())
        {
            foreach (var attached in Items(principal, "policies").Where(IsDocument)) yield return (attached, PolicyKind.Identity);
            if (Find(principal, "trust") is { } trust && IsDocument(trust)) yield return (trust, PolicyKind.Trust);
        }
        foreach (var bucket in Items(account, "buckets").OfType<YamlMap>())
        {
            if (Find(bucket, "policy") is { } policy) yield return (policy, PolicyKind.Bucket);
        }
    }

    private static bool IsDocument(YamlValue value) => value is YamlMap || (value is YamlText text && PolicyReader.IsJson(text));

    private static IReadOnlyList<YamlValue> Items(YamlMap map, string key) => Find(map, key) is YamlList list ? list.Items : [];

    private static YamlValue? Find(YamlMap map, string key) => map.Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value;
}

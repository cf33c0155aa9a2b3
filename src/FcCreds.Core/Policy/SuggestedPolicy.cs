using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FcCreds.Core.Journal;

namespace FcCreds.Core.Policy;

/// <summary>
/// The least policy under which the same demands would be allowed. The same demands in any order give the same text. Accounts of OSS
/// resources become <c>*</c>: bucket names are unique, and the policy shall hold in the real account too.
/// </summary>
internal static class SuggestedPolicy
{
    private const string Prefix = "oss:Prefix";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    private sealed record Need(string Action, string Resource, string Prefixes);

    /// <summary>Null when nothing was demanded.</summary>
    public static string? Of(IEnumerable<AccessDemand> demands)
    {
        var needs = demands.GroupBy(demand => demand.Action, StringComparer.Ordinal).SelectMany(NeedsOf).ToList();
        if (needs.Count == 0) return null;
        // Actions that need the same places under the same conditions share a statement.
        var perAction = needs
            .GroupBy(need => (need.Action, need.Prefixes, Kind: KindOf(need.Resource)))
            .Select(group => (group.Key.Action, group.Key.Prefixes, Resources: string.Join('\n', group.Select(need => need.Resource).Order(StringComparer.Ordinal))));
        var statements = perAction
            .GroupBy(one => (one.Prefixes, one.Resources))
            .Select(group => (Actions: group.Select(one => one.Action).Order(StringComparer.Ordinal).ToList(), group.Key.Prefixes, Resources: group.Key.Resources.Split('\n')))
            .OrderBy(statement => statement.Resources[0], StringComparer.Ordinal).ThenBy(statement => statement.Actions[0], StringComparer.Ordinal).ThenBy(statement => statement.Prefixes, StringComparer.Ordinal);
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Readable)) Write(json, statements);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static IEnumerable<Need> NeedsOf(IGrouping<string, AccessDemand> ofAction)
    {
        var relatives = ofAction.Select(demand => (Demand: demand, Oss: Oss.Read(demand.Resource))).ToList();
        foreach (var (demand, _) in relatives.Where(one => one.Oss is null)) yield return new(ofAction.Key, demand.Resource, "");
        foreach (var bucket in relatives.Where(one => one.Oss is not null).GroupBy(one => one.Oss!.Bucket, StringComparer.Ordinal))
        {
            var keys = bucket.Where(one => one.Oss!.Key is not null).Select(one => one.Oss!.Key!).ToList();
            if (keys.Count > 0)
            {
                foreach (var pattern in KeyPatterns.Of(keys)) yield return new(ofAction.Key, $"acs:oss:*:*:{bucket.Key}/{pattern}", "");
            }
            var onBucket = bucket.Where(one => one.Oss!.Key is null).Select(one => one.Demand).ToList();
            if (onBucket.Count > 0) yield return new(ofAction.Key, $"acs:oss:*:*:{bucket.Key}", PrefixesOf(onBucket));
        }
    }

    /// <summary>Listing stays within prefixes when every listing named one.</summary>
    private static string PrefixesOf(List<AccessDemand> listings)
    {
        var prefixes = listings.Select(one => one.Conditions?.GetValueOrDefault(Prefix) ?? "").ToList();
        return prefixes.Contains("") ? "" : string.Join('\n', KeyPatterns.OfPrefixes(prefixes));
    }

    private static string KindOf(string resource) => Oss.Read(resource) switch { null => "other", { Key: null } => "bucket", _ => "object" };

    private static void Write(Utf8JsonWriter json, IEnumerable<(List<string> Actions, string Prefixes, string[] Resources)> statements)
    {
        json.WriteStartObject();
        json.WriteString("Version", "1");
        json.WriteStartArray("Statement");
        foreach (var (actions, prefixes, resources) in statements)
        {
            json.WriteStartObject();
            json.WriteString("Effect", "Allow");
            WriteTexts(json, "Action", actions);
            WriteTexts(json, "Resource", resources.Distinct());
            if (prefixes.Length > 0)
            {
                json.WriteStartObject("Condition");
                json.WriteStartObject("StringLike");
                WriteTexts(json, Prefix, prefixes.Split('\n'));
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>A bucket or an object; the key is null for a bucket.</summary>
    private sealed record Oss(string Bucket, string? Key)
    {
        public static Oss? Read(string resource)
        {
            var arn = Arn.Read(resource);
            if (!arn.IsArn || arn.Service is not "oss") return null;
            var slash = arn.Relative.IndexOf('/');
            return slash < 0 ? new(arn.Relative.ToString(), null) : new(arn.Relative[..slash].ToString(), arn.Relative[(slash + 1)..].ToString());
        }
    }
}

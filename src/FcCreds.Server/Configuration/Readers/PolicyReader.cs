using FcCreds.Core.Policy;
using FcCreds.Identity.Ram;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>policies</c> of an account, and the lists of policies attached to users and roles.</summary>
internal sealed class PolicyReader(Problems problems)
{
    private const int MaxDocumentLength = 6144;

    /// <summary>A bucket policy may be longer than one of RAM.</summary>
    private const int MaxBucketPolicyLength = 16 * 1024;

    /// <summary>Null for a policy whose document is wrong, so that a reference to it is not a second mistake.</summary>
    private readonly Dictionary<string, PolicyDeclaration?> declared = new(RamNames.Comparer);

    public IReadOnlyList<PolicyDeclaration> Declared => [.. declared.Values.OfType<PolicyDeclaration>()];

    public void Declare(YamlValue item)
    {
        if (Section.Open(item, "a policy", ConfigurationKeys.Policy, problems) is not { } section) return;
        var name = section.RequiredText("name");
        var document = section.Find("document");
        if (document is null) problems.Error(section.Start, "A policy needs 'document'.");
        var parsed = document is null ? null : Document(document, PolicyKind.Identity);
        if (name is null) return;

        if (!IsPolicyName(name)) problems.Error(section.At("name"), $"'{name}' is no policy name: up to 128 letters, digits and hyphens.");
        if (SystemPolicies.Find(name) is not null) problems.Error(section.At("name"), $"'{name}' is a system policy; give yours another name.");
        if (!declared.TryAdd(name, parsed is null ? null : new(name, parsed, section.Text("description") ?? ""))) problems.Error(section.At("name"), $"The policy '{name}' is declared twice.");
    }

    /// <summary>Attached policies: by name (system or declared), or written inline as YAML or JSON text.</summary>
    public IReadOnlyList<AttachedPolicy> Attached(IReadOnlyList<YamlValue> items)
    {
        List<AttachedPolicy> attached = [];
        foreach (var item in items)
        {
            if (item is YamlText name && !IsJson(name))
            {
                if (ByName(name) is { } found) attached.Add(found);
                continue;
            }
            if (Document(item, PolicyKind.Identity) is not { } document) continue;
            var inline = attached.Count(policy => policy.PolicyType == "Inline");
            attached.Add(new(inline == 0 ? "inline" : $"inline-{inline + 1}", "Inline", document));
        }
        return attached;
    }

    /// <summary>A document written as YAML or as JSON text; null, with every mistake told, when it is not one.</summary>
    public PolicyDocument? Document(YamlValue value, PolicyKind kind)
    {
        var json = value is YamlText text ? text.Value : YamlJson.OfPolicy(value);
        var longest = kind == PolicyKind.Bucket ? MaxBucketPolicyLength : MaxDocumentLength;
        if (json.Length > longest)
        {
            problems.Error(value.At, $"A policy document has at most {longest} characters; this one has {json.Length}.");
            return null;
        }

        var parse = PolicyDocument.Parse(json, kind);
        foreach (var mistake in parse.Mistakes) problems.Error(YamlPath.Locate(value, mistake.Position), $"Policy grammar: {mistake}");
        return parse.Document;
    }

    internal static bool IsJson(YamlText text) => text.Value.AsSpan().TrimStart().StartsWith("{");

    private static bool IsPolicyName(string name) => name.Length is > 0 and <= 128 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private AttachedPolicy? ByName(YamlText name)
    {
        if (declared.TryGetValue(name.Value, out var own)) return own?.Attached;
        if (SystemPolicies.Find(name.Value) is { } system) return system;
        var nearest = Suggestion.For(name.Value, [.. declared.Keys, .. SystemPolicies.All.Keys]);
        problems.Error(name.At, $"No policy '{name.Value}' is declared under 'policies' or built in{nearest}");
        return null;
    }
}

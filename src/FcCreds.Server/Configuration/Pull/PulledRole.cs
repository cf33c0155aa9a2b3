using System.Globalization;
using System.Text.Json;
using FcCreds.Core.Policy;
using FcCreds.Identity.Upstream;
using YamlDotNet.RepresentationModel;
using static FcCreds.Server.Configuration.Export.YamlWriter;

namespace FcCreds.Server.Configuration.Pull;

/// <summary>
/// A role of the real cloud as entries of <c>fccreds.yaml</c>, each with where it came from and when. System policies stay names where
/// FcCreds has them; the documents of others are written in place, for the name would mean nothing here.
/// </summary>
internal sealed class PulledRole
{
    private const string Mark = " # pulled from ";

    private PulledRole(PulledEntry role, IReadOnlyList<PulledEntry> policies, IReadOnlyList<string> notes) => (Role, Policies, Notes) = (role, policies, notes);

    public PulledEntry Role { get; }

    /// <summary>The custom ones.</summary>
    public IReadOnlyList<PulledEntry> Policies { get; }

    /// <summary>What a reader of the file should know.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>An entry without its mark: what it says, whenever it was pulled.</summary>
    public static string WithoutMark(string entry)
    {
        var line = entry.Split('\n')[0];
        var mark = line.IndexOf(Mark, StringComparison.Ordinal);
        return mark < 0 ? entry : line[..mark] + entry[line.Length..];
    }

    /// <param name="role">As it was read.</param>
    /// <param name="today">The date of the mark.</param>
    /// <param name="mistakes">Takes every document that is not JSON.</param>
    public static PulledRole Of(UpstreamRoleRecord role, DateOnly today, List<string> mistakes)
    {
        var mark = $"{Mark}{role.Arn} on {today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        List<string> notes = [];
        List<YamlNode> attached = [];
        List<PulledEntry> custom = [];
        foreach (var policy in role.Policies)
        {
            if (policy.PolicyType == "System" && SystemPolicies.Find(policy.PolicyName) is not null)
            {
                attached.Add(Text(policy.PolicyName));
                continue;
            }
            if (Document(policy.PolicyName, policy.Document, mistakes) is not { } document) continue;
            if (policy.PolicyType == "Custom")
            {
                attached.Add(Text(policy.PolicyName));
                custom.Add(new(policy.PolicyName, Entry(Map(("name", Text(policy.PolicyName)), ("description", TextOrNone(policy.Description)), ("document", document)), mark)));
                continue;
            }
            attached.Add(document);
            notes.Add($"{policy.PolicyName} is a system policy that FcCreds does not have: its document of today is written into the role.");
        }
        var whole = Map(
            ("name", Text(role.RoleName!)),
            ("description", TextOrNone(role.Description ?? "")),
            ("trust", Document("the trust policy", role.AssumeRolePolicyDocument!, mistakes)),
            ("maxSessionDuration", role.MaxSessionDuration is null or 3600 ? null : Number(role.MaxSessionDuration.Value)),
            ("policies", List(attached)));
        return new(new(role.RoleName!, Entry(whole, mark)), custom, notes);
    }

    private static YamlNode? Document(string what, string json, List<string> mistakes)
    {
        try
        {
            return Policy(json);
        }
        catch (JsonException)
        {
            mistakes.Add($"{what}: the document is not JSON");
            return null;
        }
    }

    /// <summary>An item of a list, its mark behind the name.</summary>
    private static string Entry(YamlMappingNode entry, string mark)
    {
        var text = Write(List([entry])).TrimEnd('\n');
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text + mark : text.Insert(end, mark);
    }
}

/// <summary>An item of <c>roles</c> or <c>policies</c>: its lines, the first of which begins with a dash.</summary>
internal sealed record PulledEntry(string Name, string Text);

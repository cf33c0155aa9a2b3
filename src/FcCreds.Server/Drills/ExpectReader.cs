using FcCreds.Drills.Scenarios;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Drills;

/// <summary>Reads <c>expect</c>.</summary>
internal sealed class ExpectReader(DrillText text, Problems problems)
{
    public Expectations? Read(Section drill)
    {
        if (drill.Find("expect") is not YamlMap { Entries.Count: > 0 } map)
        {
            problems.Error(drill.At("expect"), $"A drill needs 'expect', with at least one of {string.Join(", ", DrillKeys.Expect)}: one that expects nothing cannot fail.");
            return null;
        }
        if (Section.Open(map, "'expect'", DrillKeys.Expect, problems) is not { } section) return null;
        return new()
        {
            Success = text.Threshold(section.Find("success"), "success", "%"),
            Codes = Counts(section, "codes"),
            Operations = Counts(section, "operations"),
            Recover = text.Threshold(section.Find("recover"), "recover", "s"),
            StaleUses = text.Threshold(section.Find("stale-uses"), "stale-uses", ""),
            AssumeRole = text.Threshold(section.Find("assume-role"), "assume-role", ""),
            Fetches = text.Threshold(section.Find("fetches"), "fetches", ""),
            OldCredentialRefused = section.Boolean("old-credential-refused"),
            SuggestsPolicy = section.Boolean("suggests-policy"),
        };
    }

    private Dictionary<string, Threshold> Counts(Section expect, string key)
    {
        Dictionary<string, Threshold> counts = new(StringComparer.Ordinal);
        switch (expect.Find(key))
        {
            case null: break;
            case YamlMap map:
                foreach (var (name, value) in map.Entries)
                {
                    if (text.Threshold(value, name.Value, "") is { } threshold) counts[name.Value] = threshold;
                }
                break;
            case var other:
                problems.Error(other.At, $"'{key}' is a mapping of names to how often they may be seen.");
                break;
        }
        return counts;
    }
}

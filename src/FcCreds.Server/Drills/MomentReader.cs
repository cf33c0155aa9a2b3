using FcCreds.Drills.Scenarios;
using FcCreds.Server.Configuration;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Drills;

/// <summary>Reads the timeline: items with <c>at</c> and one thing that happens then.</summary>
internal sealed class MomentReader(DrillText text, Problems problems)
{

    private readonly FaultReader faults = new(text, problems);

    public IReadOnlyList<Moment> Read(IReadOnlyList<YamlValue> items, TimeSpan? load)
    {
        List<Moment> moments = [];
        foreach (var item in items)
        {
            if (Section.Open(item, "a moment", DrillKeys.Moment, problems) is not { } section) continue;
            var at = text.Duration(section, "at");
            if (section.Find("at") is null) problems.Error(section.Start, "A moment needs 'at'.");
            if (at > load) problems.Error(section.At("at"), "This moment comes after the end of the load.");
            var kinds = ((YamlMap)item).Entries.Where(entry => entry.Key.Value != "at").ToList();
            // Those that nobody knows were told of already.
            if (kinds.Exists(kind => !DrillKeys.Moment.Contains(kind.Key.Value))) continue;
            if (kinds.Count != 1) problems.Error(section.Start, $"A moment is 'at' and one of {string.Join(", ", DrillKeys.Moment.Skip(1))}.");
            else if (Read(at ?? default, kinds[0].Key.Value, kinds[0].Value) is { } moment) moments.Add(moment);
        }
        return [.. moments.OrderBy(moment => moment.At)];
    }

    private Moment? Read(TimeSpan at, string kind, YamlValue value)
    {
        switch (kind)
        {
            case "expire": return Role(value, kind, DrillKeys.Role) is (var role, _) ? new ExpireMoment(at, role) : null;
            case "revoke": return Role(value, kind, DrillKeys.Role) is (var revoked, _) ? new RevokeMoment(at, revoked) : null;
            case "fault": return faults.Fault(value) is { } fault ? new FaultMoment(at, fault) : null;
            case "throttle": return faults.Throttle(value) is { } throttle ? new FaultMoment(at, throttle) : null;
            case "clear": return Open(value, kind, DrillKeys.Clear) is { } clear ? new ClearMoment(at, clear.Text("operation")) : null;
            case "rotate-key": return Open(value, kind, DrillKeys.RotateKey) is { } key && key.RequiredText("user") is { } user && Step(key) is { } step ? new RotateKeyMoment(at, user, step) : null;
            case "detach-policy": return Role(value, kind, DrillKeys.DetachPolicy) is (var from, var detach) ? new DetachPolicyMoment(at, from, detach.Text("policy")) : null;
            case "attach-policy": return Role(value, kind, DrillKeys.DetachPolicy) is (var to, var attach) && Policy(attach) is { } attached ? new AttachPolicyMoment(at, to, attached) : null;
            case "narrow": return Role(value, kind, DrillKeys.DetachPolicy) is (var narrowed, var narrow) && Policy(narrow) is { } policy ? new NarrowMoment(at, narrowed, policy) : null;
            case "delete-role": return Role(value, kind, DrillKeys.DeleteRole) is (var deleted, var delete) ? new DeleteRoleMoment(at, deleted, delete.Boolean("recreate") ?? false) : null;
            case "set-trust": return Role(value, kind, DrillKeys.SetTrust) is (var trusting, var trust) && trust.RequiredText("service") is { } service ? new SetTrustMoment(at, trusting, service) : null;
            case "set-max-session": return Role(value, kind, DrillKeys.SetMaxSession) is (var limited, var limit) && Length(limit, "duration") is { } longest ? new SetMaxSessionMoment(at, limited, longest) : null;
            case "metadata": return Open(value, kind, DrillKeys.Metadata) is { } metadata ? new MetadataMoment(at, metadata.Boolean("v2-only"), metadata.Text("role")) : null;
            case "skew": return Open(value, kind, DrillKeys.By) is { } skew && Length(skew, "by") is { } skewed ? new SkewMoment(at, skewed) : null;
            case "advance": return Open(value, kind, DrillKeys.By) is { } advance && Length(advance, "by") is { } passed ? new AdvanceMoment(at, passed) : null;
            case "rotate-sealing-key": return Bare(value) ? new RotateSealingKeyMoment(at, false) : Open(value, kind, DrillKeys.SealingKey) is { } sealing ? new RotateSealingKeyMoment(at, sealing.Boolean("retire") ?? false) : null;
            default: return Bare(value) || Open(value, kind, DrillKeys.None) is not null ? new OidcTokenMoment(at) : null;
        }
    }

    private static bool Bare(YamlValue value) => value is YamlText { IsNull: true } or YamlText { Value: "true" };

    private Section? Open(YamlValue value, string kind, string[] keys) => Section.Open(value, $"'{kind}'", keys, problems);

    private (string Role, Section Section)? Role(YamlValue value, string kind, string[] keys)
        => Open(value, kind, keys) is { } section && section.RequiredText("role") is { } role ? (role, section) : null;

    private TimeSpan? Length(Section section, string key)
    {
        if (section.Find(key) is null) problems.Error(section.Start, $"This needs '{key}'.");
        return text.Duration(section, key, mayBeNegative: key == "by");
    }

    /// <summary>A policy's name, or the policy itself.</summary>
    private string? Policy(Section section)
    {
        switch (section.Find("policy"))
        {
            case YamlText name: return name.Value;
            case YamlMap written: return YamlJson.OfPolicy(written);
            default:
                problems.Error(section.At("policy"), $"This needs 'policy': a policy's name, or a policy with Version and Statement.");
                return null;
        }
    }

    private KeyStep? Step(Section section)
    {
        switch (section.RequiredText("step"))
        {
            case "create": return KeyStep.Create;
            case "deactivate": return KeyStep.Deactivate;
            case "delete": return KeyStep.Delete;
            case null: return null;
            default:
                problems.Error(section.At("step"), "'step' is create, deactivate or delete.");
                return null;
        }
    }
}

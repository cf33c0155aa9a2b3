using System.Xml.Linq;

namespace FcCreds.Oss.Lifecycle;

/// <summary>What rules may not say together (the pages of EC 0014-00000079 to 0014-00000084).</summary>
internal static class LifecycleConflicts
{
    /// <summary>Colder comes later, and expiry last; told for days only, as dates may lie before or behind.</summary>
    public static void CheckOrder(IReadOnlyList<(LifecycleTime When, string StorageClass)> transitions, LifecycleTime? expiration)
    {
        var previous = 0;
        foreach (var (when, _) in transitions.Where(one => one.When.Days is not null).OrderBy(one => StorageClassOrder.Coldness(one.StorageClass)))
        {
            if (when.Days <= previous) throw OssErrors.LifecycleOrder.With();
            previous = when.Days!.Value;
        }
        if (expiration?.Days <= previous) throw OssErrors.LifecycleOrder.With();
        if (transitions.DistinctBy(one => one.StorageClass).Count() < transitions.Count) throw OssErrors.LifecycleOverlap.Saying("Two transitions lead to the same storage class.");
    }

    /// <summary>Two rules about the same objects may not do the same. Tags tell objects apart, and so do exclusions and sizes.</summary>
    public static void CheckOverlap(IReadOnlyList<LifecycleRule> rules)
    {
        for (var one = 0; one < rules.Count; one++)
        {
            for (var other = one + 1; other < rules.Count; other++)
            {
                if (MayMeet(rules[one], rules[other]) && Actions(rules[one]).Intersect(Actions(rules[other])).FirstOrDefault() is { } action)
                    throw OssErrors.LifecycleOverlap.Saying($"Overlap for same action type {action}.", ("ArgumentName", "Prefix"), ("ArgumentValue", rules[other].Prefix));
            }
        }
    }

    /// <summary>Rules without an ID get one, which Get then shows.</summary>
    public static XElement Name(XElement configuration)
    {
        foreach (var rule in configuration.Elements("Rule").Where(rule => string.IsNullOrWhiteSpace(rule.Element("ID")?.Value)))
        {
            rule.Element("ID")?.Remove();
            rule.AddFirst(new XElement("ID", Guid.NewGuid().ToString()));
        }
        return configuration;
    }

    private static bool MayMeet(LifecycleRule one, LifecycleRule other)
        => (one.Prefix.StartsWith(other.Prefix, StringComparison.Ordinal) || other.Prefix.StartsWith(one.Prefix, StringComparison.Ordinal))
            && one.Tags.ToHashSet().SetEquals(other.Tags)
            && one.Not.Count + other.Not.Count == 0
            && (one.LargerThan, one.SmallerThan) == (other.LargerThan, other.SmallerThan);

    private static IEnumerable<string> Actions(LifecycleRule rule)
    {
        if (rule.Expiration is not null || rule.ExpiresMarkers) yield return "Expiration";
        if (rule.NoncurrentExpiration is not null) yield return "NoncurrentVersionExpiration";
        if (rule.AbortUploads is not null) yield return "AbortMultipartUpload";
        foreach (var (_, storageClass) in rule.Transitions) yield return $"Transition to {storageClass}";
        foreach (var (_, storageClass) in rule.NoncurrentTransitions) yield return $"NoncurrentVersionTransition to {storageClass}";
    }
}

namespace FcCreds.Core.Policy;

/// <summary>
/// Patterns for object keys that were used: one key stays itself, several keys of a folder become the folder, several folders of a folder
/// become that one; keys without any folder share what they begin with, when that is something.
/// </summary>
internal static class KeyPatterns
{
    /// <summary>So many folders of one folder are told apart.</summary>
    private const int MostFolders = 4;

    /// <summary>So many keys without a folder are told one by one.</summary>
    private const int MostKeys = 4;

    /// <summary>A shorter beginning is chance.</summary>
    private const int LeastBeginning = 3;

    public static IReadOnlyList<string> Of(IEnumerable<string> keys)
    {
        var patterns = keys.Distinct(StringComparer.Ordinal).GroupBy(FolderOf, StringComparer.Ordinal).SelectMany(OfFolder).ToHashSet(StringComparer.Ordinal);
        while (Crowded(patterns) is { } parent)
        {
            patterns.RemoveWhere(pattern => pattern.StartsWith(parent, StringComparison.Ordinal));
            patterns.Add(parent + "*");
        }
        return Sorted(patterns);
    }

    /// <summary>For listings: each prefix with a star, without those that a shorter one covers.</summary>
    public static IReadOnlyList<string> OfPrefixes(IEnumerable<string> prefixes)
    {
        var shortest = new List<string>();
        foreach (var prefix in prefixes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!shortest.Exists(shorter => prefix.StartsWith(shorter, StringComparison.Ordinal))) shortest.Add(prefix);
        }
        return shortest.Count <= MostFolders ? [.. shortest.Select(prefix => prefix + "*")] : Of(shortest.Select(prefix => prefix.TrimEnd('/') + "/-"));
    }

    private static IEnumerable<string> OfFolder(IGrouping<string, string> folder)
    {
        var keys = folder.Order(StringComparer.Ordinal).ToList();
        if (folder.Key.Length > 0) return keys.Count == 1 ? keys : [folder.Key + "*"];
        if (keys.Count <= 1) return keys;
        var common = CommonBeginning(keys[0], keys[^1]);
        if (common.Length >= LeastBeginning) return [common + "*"];
        return keys.Count <= MostKeys ? keys : ["*"];
    }

    /// <summary>The nearest folder that holds more patterns than anybody wants to read; null when there is none.</summary>
    private static string? Crowded(HashSet<string> patterns) => patterns
        .Select(pattern => FolderOf(pattern.EndsWith("/*", StringComparison.Ordinal) ? pattern[..^2] : pattern))
        .Where(parent => parent.Length > 0)
        .GroupBy(parent => parent, StringComparer.Ordinal)
        .Where(group => group.Count() > MostFolders)
        .Select(group => group.Key)
        .Order(StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>With its slash; empty for a key without one.</summary>
    private static string FolderOf(string key) => key[..(key.LastIndexOf('/') + 1)];

    /// <summary>Of sorted texts the first and the last share what all share.</summary>
    private static string CommonBeginning(string first, string last)
    {
        var length = 0;
        while (length < first.Length && length < last.Length && first[length] == last[length]) length++;
        return first[..length];
    }

    private static string[] Sorted(HashSet<string> patterns)
    {
        var covering = patterns.Where(pattern => pattern.EndsWith('*')).Select(pattern => (Pattern: pattern, Begin: pattern[..^1])).ToList();
        return [.. patterns.Where(pattern => !covering.Exists(wider => wider.Pattern != pattern && pattern.StartsWith(wider.Begin, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }
}

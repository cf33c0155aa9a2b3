using System.Collections.Frozen;

namespace FcCreds.Oss.Api;

/// <summary>A space-separated list of names; one that ends in <c>*</c> stands for all that start so.</summary>
internal sealed class NameSet
{
    private readonly FrozenSet<string> names;
    private readonly string[] starts;

    public NameSet(string list)
    {
        var all = list.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        names = all.Where(name => !name.EndsWith('*')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        starts = all.Where(name => name.EndsWith('*')).Select(name => name[..^1]).ToArray();
    }

    public bool Contains(string name)
    {
        if (names.Contains(name)) return true;
        foreach (var start in starts)
        {
            if (name.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}

using System.Globalization;

namespace FcCreds.Fc.Instances;

/// <summary>What process groups use, as Linux tells it; elsewhere nothing is known, and so nothing limited.</summary>
internal static class GroupMemory
{
    private const int GroupField = 2;
    private const int ResidentField = 21;

    public static bool IsKnown { get; } = File.Exists("/proc/self/smaps_rollup");

    /// <summary>Peak of a group's first process in MB; 0 if it is not known.</summary>
    public static double PeakOf(int group) => Field($"/proc/{group}/status", "VmHWM:") / 1024.0;

    /// <summary>MB by group. What processes share counts for each of them: it is cheap and never too little.</summary>
    public static Dictionary<int, double> All()
    {
        var groups = new Dictionary<int, double>();
        foreach (var process in Processes())
        {
            if (Fields(process) is not { } fields) continue;
            var group = int.Parse(fields[GroupField], CultureInfo.InvariantCulture);
            groups[group] = groups.GetValueOrDefault(group) + long.Parse(fields[ResidentField], CultureInfo.InvariantCulture) * Environment.SystemPageSize / 1048576.0;
        }
        return groups;
    }

    /// <summary>MB of one group, with what its processes share divided among them: what the cloud counts, and dear to find out.</summary>
    public static double Exactly(int group)
        => Processes()
            .Where(process => Fields(process) is { } fields && fields[GroupField] == group.ToString(CultureInfo.InvariantCulture))
            .Sum(process => Field($"{process}/smaps_rollup", "Pss:")) / 1024.0;

    private static IEnumerable<string> Processes()
        => Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(folder["/proc/".Length]));

    /// <summary>Those of <c>stat</c> after the name, which may hold anything.</summary>
    private static string[]? Fields(string process)
    {
        var text = Text($"{process}/stat");
        return text is null ? null : text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    /// <summary>The number on the line that begins so; 0 if there is none.</summary>
    private static long Field(string file, string name)
    {
        if (Text(file) is not { } text || text.IndexOf(name, StringComparison.Ordinal) is not (>= 0 and var at)) return 0;
        var value = text.AsSpan(at + name.Length).TrimStart();
        return long.TryParse(value[..value.IndexOf(' ')], CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Null for a process that has ended meanwhile, or that somebody else owns.</summary>
    private static string? Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

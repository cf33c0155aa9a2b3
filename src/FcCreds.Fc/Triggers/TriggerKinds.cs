using FcCreds.Fc.Triggers.Http;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Fc.Triggers.Timer;

namespace FcCreds.Fc.Triggers;

/// <summary>The kinds of triggers that FC has, and who reads the settings of those that are served here.</summary>
internal static class TriggerKinds
{
    private static readonly Dictionary<string, Action<string, List<SettingsProblem>>> Readers = new(StringComparer.Ordinal)
    {
        [HttpTrigger.Type] = (config, problems) => HttpTriggerSettings.Read(config, problems),
        [OssTrigger.Type] = (config, problems) => OssTriggerSettings.Read(config, problems),
        [TimerSettings.Type] = (config, problems) => TimerSettings.Read(config, problems),
    };

    public static IReadOnlyList<string> All { get; } = [.. Readers.Keys, "log", "mns_topic", "cdn_events", "tablestore", "eventbridge"];

    /// <summary>Whether anything calls functions through triggers of this kind; those of others are only kept.</summary>
    public static bool IsServed(string type) => Readers.ContainsKey(type);

    /// <summary>Adds what is wrong with <c>triggerConfig</c>; of kinds that are not served nothing is known.</summary>
    public static void Check(string? type, string config, List<SettingsProblem> problems)
    {
        if (type is not null && Readers.TryGetValue(type, out var read)) read(config, problems);
    }
}

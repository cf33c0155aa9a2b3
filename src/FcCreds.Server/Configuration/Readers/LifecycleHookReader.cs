using FcCreds.Fc;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>instanceLifecycleConfig</c> (page "Configure instance lifecycles").</summary>
internal sealed class LifecycleHookReader(Problems problems)
{
    private const int MaxInitializerSeconds = 300;
    private const int MaxPreStopSeconds = 90;

    public (LifecycleHook? Initializer, LifecycleHook? PreStop) Read(Section section)
    {
        if (section.Find("instanceLifecycleConfig") is not { } value
            || Section.Open(value, "instanceLifecycleConfig", ConfigurationKeys.LifecycleConfig, problems, section.IsTolerant) is not { } config) return default;
        return (Hook(config, "initializer", "an initializer", MaxInitializerSeconds), Hook(config, "preStop", "a preStop hook", MaxPreStopSeconds));
    }

    private LifecycleHook? Hook(Section config, string key, string what, int maxSeconds)
    {
        if (config.Find(key) is not { } value || Section.Open(value, what, ConfigurationKeys.LifecycleHook, problems, config.IsTolerant) is not { } hook) return null;
        var seconds = hook.Integer("timeout", 1, maxSeconds, "seconds") ?? 3;
        return hook.RequiredText("handler") is { } handler ? new(handler, TimeSpan.FromSeconds(seconds)) : null;
    }
}

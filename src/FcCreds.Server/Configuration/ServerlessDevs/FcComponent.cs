using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.ServerlessDevs;

/// <summary>The component fc, of FC 2.0: a function in a service. Read as a function of fc3.</summary>
internal static class FcComponent
{
    private static readonly string[] Same =
        ["description", "runtime", "handler", "timeout", "memorySize", "environmentVariables", "instanceConcurrency", "customRuntimeConfig", "instanceLifecycleConfig", "layers"];

    public static bool Is(string? component) => component is "fc" or "devsapp/fc";

    public static YamlMap Translate(YamlValue props, Problems problems)
    {
        var (service, function) = (YamlTranslation.Find(props, "service"), YamlTranslation.Find(props, "function"));
        YamlTranslation.WarnOfOthers(props, "an fc function", ["region", "service", "function", "triggers"], problems);
        YamlTranslation.WarnOfOthers(service, "a service", ["name", "description", "role"], problems);
        YamlTranslation.WarnOfOthers(function, "an fc function", ["name", "codeUri", "initializer", "initializationTimeout", .. Same], problems);
        var made = new YamlTranslation(function?.At ?? props.At)
            .Add("region", YamlTranslation.Find(props, "region"))
            .Add("functionName", YamlTranslation.Find(function, "name"))
            .Add("code", YamlTranslation.Find(function, "codeUri"))
            .Add("role", YamlTranslation.Find(service, "role"));
        foreach (var key in Same) made.Add(key, YamlTranslation.Find(function, key));
        made.Add("instanceLifecycleConfig", Initializer(YamlTranslation.Find(function, "initializer"), YamlTranslation.Find(function, "initializationTimeout")));
        if (YamlTranslation.Find(props, "triggers") is YamlList triggers) made.Add("triggers", triggers with { Items = [.. triggers.Items.Select(Trigger)] });
        return made.Map;
    }

    /// <summary>FC 2.0 had the initializer among the function's own settings.</summary>
    public static YamlMap? Initializer(YamlValue? handler, YamlValue? timeout) => handler is null
        ? null
        : new YamlTranslation(handler.At).Add("initializer", new YamlTranslation(handler.At).Add("handler", handler).Add("timeout", timeout).Map).Map;

    private static YamlValue Trigger(YamlValue trigger)
    {
        var config = YamlTranslation.Find(trigger, "config");
        var bucket = YamlTranslation.Find(config, "bucketName") as YamlText;
        var source = bucket is null ? null : YamlTranslation.Text(bucket.At, $"acs:oss:::{bucket.Value}");
        return new YamlTranslation(trigger.At)
            .Add("triggerName", YamlTranslation.Find(trigger, "name"))
            .Add("triggerType", YamlTranslation.Find(trigger, "type"))
            .Add("description", YamlTranslation.Find(trigger, "description"))
            .Add("qualifier", YamlTranslation.Find(trigger, "qualifier"))
            .Add("invocationRole", YamlTranslation.Find(trigger, "role"))
            .Add("sourceArn", YamlTranslation.Find(trigger, "sourceArn") ?? source)
            .Add("triggerConfig", config is YamlMap map ? map with { Entries = [.. map.Entries.Where(entry => entry.Key.Value != "bucketName")] } : config)
            .Map;
    }
}

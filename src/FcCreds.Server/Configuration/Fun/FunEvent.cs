using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Fun;

/// <summary>An entry of a function's <c>Events</c>, read as a trigger of fc3.</summary>
internal static class FunEvent
{
    private static readonly (string Fun, string Type)[] Types =
        [("HTTP", "http"), ("OSS", "oss"), ("Timer", "timer"), ("Log", "log"), ("MNSTopic", "mns_topic"), ("CDN", "cdn_events"), ("TableStore", "tablestore")];

    public static YamlValue Translate(YamlEntry entry)
    {
        var properties = YamlTranslation.Find(entry.Value, "Properties");
        var type = YamlTranslation.Find(entry.Value, "Type") as YamlText;
        var known = Types.FirstOrDefault(one => one.Fun.Equals(type?.Value, StringComparison.OrdinalIgnoreCase)).Type;
        var bucket = YamlTranslation.Find(properties, "BucketName") as YamlText;
        return new YamlTranslation(entry.Value.At)
            .Add("triggerName", entry.Key)
            .Add("triggerType", type is null ? null : type with { Value = known ?? type.Value })
            .Add("qualifier", YamlTranslation.Find(properties, "Qualifier"))
            .Add("invocationRole", YamlTranslation.Find(properties, "InvocationRole"))
            .Add("sourceArn", bucket is null ? null : YamlTranslation.Text(bucket.At, $"acs:oss:::{bucket.Value}"))
            .Add("triggerConfig", Settings(known, entry.Value.At, properties))
            .Map;
    }

    private static YamlMap Settings(string? type, SourceLocation at, YamlValue? properties)
    {
        var settings = new YamlTranslation(properties?.At ?? at);
        return type switch
        {
            "http" => settings.Add("authType", Lower(YamlTranslation.Find(properties, "AuthType"))).Add("methods", YamlTranslation.Find(properties, "Methods")).Map,
            "timer" => settings.Add("cronExpression", YamlTranslation.Find(properties, "CronExpression")).Add("enable", YamlTranslation.Find(properties, "Enable")).Add("payload", YamlTranslation.Find(properties, "Payload")).Map,
            "oss" => settings.Add("events", YamlTranslation.Find(properties, "Events")).Add("filter", Filter(YamlTranslation.Find(properties, "Filter"))).Map,
            _ => settings.Map,
        };
    }

    /// <summary><c>ANONYMOUS</c>, <c>FUNCTION</c>.</summary>
    private static YamlValue? Lower(YamlValue? value) => value is YamlText text ? text with { Value = text.Value.ToLowerInvariant() } : value;

    private static YamlMap? Filter(YamlValue? filter)
    {
        if (YamlTranslation.Find(filter, "Key") is not { } key) return null;
        var inner = new YamlTranslation(key.At).Add("prefix", YamlTranslation.Find(key, "Prefix")).Add("suffix", YamlTranslation.Find(key, "Suffix"));
        return new YamlTranslation(key.At).Add("key", inner.Map).Map;
    }
}

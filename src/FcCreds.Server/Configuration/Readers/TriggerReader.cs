using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>triggers</c> of a function: checks their shape and keeps them, and says which kinds nothing serves yet.</summary>
internal sealed class TriggerReader(Problems problems)
{
    private static readonly string[] Types = ["http", "oss", "timer", "log", "mns_topic", "cdn_events", "tablestore", "eventbridge"];

    public IReadOnlyList<TriggerDeclaration> Read(string functionName, IReadOnlyList<YamlValue> items, bool tolerant = false)
    {
        var triggers = new List<TriggerDeclaration>();
        foreach (var item in items)
        {
            if (Section.Open(item, "a trigger", ConfigurationKeys.Trigger, problems, tolerant) is not { } section) continue;
            var name = section.RequiredText("triggerName");
            var type = section.RequiredText("triggerType");
            var settings = section.Find("triggerConfig");
            if (settings is not (null or YamlMap)) problems.Error(settings.At, $"'triggerConfig' is a mapping; this is {settings.Kind}.");
            if (type is not null && !Types.Contains(type)) problems.Error(section.At("triggerType"), $"FC has no trigger type '{type}'; it has {string.Join(", ", Types)}{Suggestion.For(type, Types)}");
            else if (type is not (null or HttpTrigger.Type)) problems.Warn(section.At("triggerType"), $"Triggers of type '{type}' are not served yet: nothing will call {(functionName.Length == 0 ? "the function" : functionName)} through it. Invoke it by name.");
            var config = settings is YamlMap ? YamlJson.OfSettings(settings) : "{}";
            if (type == HttpTrigger.Type) Check(section, settings, config);
            if (name is null || type is null) continue;
            if (triggers.Exists(trigger => trigger.TriggerName == name)) problems.Error(section.At("triggerName"), $"The trigger '{name}' is declared twice.");
            if (type == HttpTrigger.Type && triggers.Exists(trigger => trigger.TriggerType == type && trigger.Qualifier == (section.Text("qualifier") ?? HttpTrigger.DefaultQualifier)))
                problems.Error(section.At("triggerType"), "A version or alias has one http trigger; this is the second.");
            triggers.Add(new()
            {
                TriggerName = name,
                TriggerType = type,
                Description = section.Text("description") ?? "",
                Qualifier = section.Text("qualifier") ?? HttpTrigger.DefaultQualifier,
                SourceArn = section.Text("sourceArn"),
                InvocationRole = section.Text("invocationRole"),
                TriggerConfig = config,
            });
        }
        return triggers;
    }

    private void Check(Section section, YamlValue? settings, string config)
    {
        List<SettingsProblem> found = [];
        HttpTriggerSettings.Read(config, found);
        foreach (var (path, message) in found) problems.Error(settings is null ? section.Start : YamlPath.Locate(settings, path), message);
    }
}

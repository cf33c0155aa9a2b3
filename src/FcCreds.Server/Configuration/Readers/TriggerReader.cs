using FcCreds.Fc.Triggers;
using FcCreds.Fc.Triggers.Http;
using FcCreds.Fc.Triggers.Oss;
using FcCreds.Server.Configuration.Yaml;

namespace FcCreds.Server.Configuration.Readers;

/// <summary>Reads <c>triggers</c> of a function: checks their shape and keeps them, and says which kinds nothing serves yet.</summary>
internal sealed class TriggerReader(Problems problems)
{
    private readonly List<TriggerDeclaration> all = [];

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
            if (type is not null && !TriggerKinds.All.Contains(type)) problems.Error(section.At("triggerType"), $"FC has no trigger type '{type}'; it has {string.Join(", ", TriggerKinds.All)}{Suggestion.For(type, TriggerKinds.All)}");
            else if (type is not null && !TriggerKinds.IsServed(type)) problems.Warn(section.At("triggerType"), $"Triggers of type '{type}' are not served yet: nothing will call {(functionName.Length == 0 ? "the function" : functionName)} through it. Invoke it by name.");
            var config = settings is YamlMap ? YamlJson.OfSettings(settings) : "{}";
            Check(type, section, settings, config);
            if (name is null || type is null) continue;
            if (triggers.Exists(trigger => trigger.TriggerName == name)) problems.Error(section.At("triggerName"), $"The trigger '{name}' is declared twice.");
            if (type == HttpTrigger.Type && triggers.Exists(trigger => trigger.TriggerType == type && trigger.Qualifier == (section.Text("qualifier") ?? HttpTrigger.DefaultQualifier)))
                problems.Error(section.At("triggerType"), "A version or alias has one http trigger; this is the second.");
            var declared = new TriggerDeclaration
            {
                TriggerName = name,
                TriggerType = type,
                Description = section.Text("description") ?? "",
                Qualifier = section.Text("qualifier") ?? HttpTrigger.DefaultQualifier,
                SourceArn = section.Text("sourceArn"),
                InvocationRole = section.Text("invocationRole"),
                TriggerConfig = config,
            };
            if (type == OssTrigger.Type) CheckSource(section, declared);
            triggers.Add(declared);
            all.Add(declared);
        }
        return triggers;
    }

    /// <summary>Triggers of all functions count: the cloud asks for a bucket's.</summary>
    private void CheckSource(Section section, TriggerDeclaration trigger)
    {
        if (OssTrigger.BucketOf(trigger.SourceArn) is null) problems.Error(section.At("sourceArn"), "An oss trigger needs 'sourceArn', the bucket as acs:oss:cn-hangzhou:1234567890123456:my-bucket.");
        else if (OssTrigger.Objection(trigger, all) is { } objection) problems.Error(section.At("triggerConfig"), objection);
    }

    private void Check(string? type, Section section, YamlValue? settings, string config)
    {
        List<SettingsProblem> found = [];
        TriggerKinds.Check(type, config, found);
        foreach (var (path, message) in found) problems.Error(settings is null ? section.Start : YamlPath.Locate(settings, path), message);
    }
}
